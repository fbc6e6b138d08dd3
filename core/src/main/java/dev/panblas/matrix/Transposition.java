/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

/**
 * Whether a matrix in band or packed storage is transposed in a product. A {@link Matrix} needs no
 * such flag, because it has a transposed view.
 */
public enum Transposition {
  /** A. */
  NONE,
  /** A'. */
  TRANSPOSED
}
