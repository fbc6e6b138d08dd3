/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.matrix;

/**
 * The plane rotation of (a, b) to (r, 0), as {@code rotg} returns it:
 *
 * <pre>
 *   [  c  s ] [ a ]   [ r ]
 *   [ -s  c ] [ b ] = [ 0 ]       c^2 + s^2 = 1
 * </pre>
 *
 * @param c the cosine
 * @param s the sine
 * @param r the first coordinate after the rotation, with the sign of whichever of a and b has the
 *     larger absolute value
 * @param z encodes c and s in one number: z = 1 for c = 0 and s = 1, z = s for |z| &lt; 1, z = 1/c
 *     for |z| &gt; 1
 */
public record GivensRotation(double c, double s, double r, double z) {}
