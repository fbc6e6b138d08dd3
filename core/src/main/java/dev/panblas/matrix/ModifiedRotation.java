package dev.panblas.matrix;

/**
 * What {@code rotmg} makes of d1, d2, x1 and y1: the matrix H, and the scale factors and the
 * coordinate as they are after it. It turns the vector (sqrt(d1) x1, sqrt(d2) y1), which is kept
 * without its roots, onto the first axis.
 *
 * @param d1 the first scale factor, updated
 * @param d2 the second, updated
 * @param x1 the first coordinate, updated; the second has become 0
 * @param h to be applied to the other columns by {@code rotm}
 */
public record ModifiedRotation(double d1, double d2, double x1, ModifiedGivens h) {}
