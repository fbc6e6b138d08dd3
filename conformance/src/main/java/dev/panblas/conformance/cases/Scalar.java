/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

/** A number that a routine takes. */
public enum Scalar {
  /** The factor of the product; with 0, the product's operands are not read. */
  ALPHA("alpha"),
  /** The factor of the output; with 0, the output is not read. */
  BETA("beta"),
  /** A number that is added. */
  ADDEND("alpha"),
  /** The cosine of a rotation. */
  COSINE("c"),
  /** The sine of a rotation. */
  SINE("s");

  private final String text;

  Scalar(String text) {
    this.text = text;
  }

  /** {@return the name as routines call it} */
  @Override
  public String toString() {
    return text;
  }
}
