/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.operands;

/** What an operand is. */
public enum Kind {
  /** A vector. */
  VECTOR,
  /** A packed triangle, in a vector. */
  PACKED,
  /** A matrix. */
  MATRIX,
  /** A batch of matrices. */
  BATCH
}
