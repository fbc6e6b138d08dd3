/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

/** The side of the symmetric or triangular matrix A in a product. */
public enum Side {
  /** A B. */
  LEFT,
  /** B A. */
  RIGHT
}
