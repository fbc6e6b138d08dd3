package dev.panblas.matrix;

/**
 * A plane rotation that turns (a, b) into (r, 0), as {@code rotg} makes it:
 *
 * <pre>
 *   [  c  s ] [ a ]   [ r ]
 *   [ -s  c ] [ b ] = [ 0 ]       c^2 + s^2 = 1
 * </pre>
 *
 * @param c the cosine
 * @param s the sine
 * @param r what (a, b) becomes; its sign is that of the larger of a and b
 * @param z from which c and s can be had again: c = 0 and s = 1 where z is 1, s = z where |z| is
 *     less than 1, c = 1/z where it is more
 */
public record GivensRotation(double c, double s, double r, double z) {}
