/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

/**
 * The result of {@code rotmg}: the matrix H that rotates the vector (sqrt(d1) x1, sqrt(d2) y1) onto
 * the first axis, with the scale factors and the coordinate after the rotation. No square root is
 * computed.
 *
 * @param d1 the first scale factor after the rotation
 * @param d2 the second scale factor after the rotation
 * @param x1 the first coordinate after the rotation; the second is 0
 * @param h the matrix that {@code rotm} applies to the other columns
 */
public record ModifiedRotation(double d1, double d2, double x1, ModifiedGivens h) {}
