/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.symbol;

import java.util.Arrays;
import java.util.Optional;

/** The C types of parameters and results. */
public enum CType {
  /** No result. */
  VOID("void"),
  /** A signed integer of 32 bits. */
  INT("int"),
  /** A signed integer of 64 bits. */
  LONG("long"),
  /** IEEE 754 binary32. */
  FLOAT("float"),
  /** IEEE 754 binary64. */
  DOUBLE("double"),
  /** A pointer to 32-bit integers. */
  INT_POINTER("int*"),
  /** A pointer to binary32 elements. */
  FLOAT_POINTER("float*"),
  /** A pointer to binary64 elements. */
  DOUBLE_POINTER("double*"),
  /** A pointer to a string that ends with a zero byte. */
  CHAR_POINTER("char*");

  private final String spelling;

  CType(String spelling) {
    this.spelling = spelling;
  }

  static Optional<CType> spelled(String text) {
    return Arrays.stream(values()).filter(type -> type.spelling.equals(text)).findFirst();
  }

  /** {@return the type in C} */
  @Override
  public String toString() {
    return spelling;
  }
}
