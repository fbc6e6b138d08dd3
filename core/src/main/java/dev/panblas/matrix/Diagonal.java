/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

/** Whether a triangular matrix has a unit diagonal. */
public enum Diagonal {
  /** The diagonal is stored. */
  NON_UNIT,
  /** Every diagonal element is 1. The stored diagonal is neither read nor written. */
  UNIT
}
