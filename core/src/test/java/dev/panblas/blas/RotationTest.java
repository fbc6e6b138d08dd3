/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedGivens.Form;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Precision;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Checks the equations of rotg and rotmg, as the SPI's defaults compute them, in exact arithmetic.
 * u is the unit roundoff. Each operation and each rounding to the precision has a relative error of
 * at most u, or, if the result is subnormal, an error of at most the smallest number.
 */
class RotationTest {

  private static final Blas BLAS = Blas.over(new NaiveKernels());

  private static double smallest(Precision precision) {
    return precision == Precision.SINGLE ? Float.MIN_VALUE : Double.MIN_VALUE;
  }

  private static double smallestNormal(Precision precision) {
    return precision == Precision.SINGLE ? Float.MIN_NORMAL : Double.MIN_NORMAL;
  }

  private static double largest(Precision precision) {
    return precision == Precision.SINGLE ? Float.MAX_VALUE : Double.MAX_VALUE;
  }

  private static BigDecimal exact(double value) {
    return new BigDecimal(value);
  }

  private static BigDecimal product(double... factors) {
    BigDecimal product = BigDecimal.ONE;
    for (double factor : factors) {
      product = product.multiply(exact(factor));
    }
    return product;
  }

  private static void requireSmall(
      BigDecimal difference, BigDecimal tolerance, String what, Object of) {
    assertTrue(
        difference.abs().compareTo(tolerance) <= 0,
        () ->
            String.format(
                "%s: off by %.3e, more than %.3e, in %s", what, difference, tolerance, of));
  }

  // ---- rotg

  @ParameterizedTest
  @EnumSource
  void rotgIsAccurateForAllMagnitudes(Precision precision) {
    double[] sizes = {
      largest(precision) / 2,
      largest(precision) / 3,
      1,
      0.75,
      5,
      smallestNormal(precision),
      smallestNormal(precision) * 1.5,
      smallest(precision),
      smallest(precision) * 5
    };
    for (double a : sizes) {
      for (double b : sizes) {
        for (double sign : new double[] {1, -1}) {
          requireRotation(precision, precision.round(a), precision.round(sign * b));
          requireRotation(precision, precision.round(-a), precision.round(sign * b));
        }
      }
    }
  }

  private static void requireRotation(Precision precision, double a, double b) {
    GivensRotation made = BLAS.rotg(precision, a, b);
    double c = made.c();
    double s = made.s();
    BigDecimal u = exact(precision.unitRoundoff());
    BigDecimal tiny = exact(smallest(precision));
    String of = "(" + a + ", " + b + ") -> " + made;
    // Relative errors: a quotient by the larger of a and b has u, its square 3u, the sum of the
    // squares 4u. The root halves this and adds u: 3u. r has u more from its last product. c, s and
    // r are rounded once more: at most 6u. c^2 and s^2 then have at most 12u, and their sum is 1.
    requireSmall(
        product(c, c).add(product(s, s)).subtract(BigDecimal.ONE),
        u.multiply(exact(12)).add(tiny),
        "c^2 + s^2 = 1",
        of);
    // With 6u in c and s, the error of c a + s b is 6u (|c a| + |s b|) <= 12u |r|; r has 6u. A
    // subnormal c, s or r has an error of the smallest number.
    BigDecimal subnormal = tiny.multiply(exact(a).abs().add(exact(b).abs()).add(BigDecimal.ONE));
    requireSmall(
        product(c, a).add(product(s, b)).subtract(exact(made.r())),
        exact(made.r()).abs().multiply(u).multiply(exact(18)).add(subnormal),
        "c a + s b = r",
        of);
    requireSmall(
        product(c, b).subtract(product(s, a)),
        product(c, b).abs().add(product(s, a).abs()).multiply(u).multiply(exact(6)).add(subnormal),
        "c b - s a = 0",
        of);
    assertEquals(Math.signum(Math.abs(a) > Math.abs(b) ? a : b), Math.signum(made.r()), of);
    requireRecovered(precision, made, of);
  }

  private static void requireRecovered(Precision precision, GivensRotation made, String of) {
    double z = made.z();
    double c = z == 1 ? 0 : Math.abs(z) < 1 ? Math.sqrt((1 - z) * (1 + z)) : 1 / z;
    double s = z == 1 ? 1 : Math.abs(z) < 1 ? z : Math.sqrt((1 - c) * (1 + c));
    // z encodes the smaller of |c| and |s|, with an error of 7u including the rounding of z. The
    // square of the larger is 1 minus the square of the smaller: its error is at most 14u, and that
    // of its root is not larger. The value that rotg returned has an error of 6u.
    double tolerance = 20 * precision.unitRoundoff();
    assertEquals(made.c(), c, tolerance, of);
    assertEquals(made.s(), s, tolerance, of);
  }

  @ParameterizedTest
  @EnumSource
  void rotgOfAZeroIsIdentityOrExchange(Precision precision) {
    double a = precision.round(-0.1);
    assertEquals(new GivensRotation(1, 0, a, 0), BLAS.rotg(precision, -0.1, 0));
    assertEquals(new GivensRotation(1, 0, 0, 0), BLAS.rotg(precision, 0, 0));
    assertEquals(new GivensRotation(0, 1, a, 1), BLAS.rotg(precision, 0, -0.1));
  }

  @ParameterizedTest
  @EnumSource
  void rotgReturnsKnownResults(Precision precision) {
    GivensRotation made = BLAS.rotg(precision, 3, -4);
    assertEquals(-5, made.r());
    assertEquals(precision.round(-0.6), made.c());
    assertEquals(precision.round(0.8), made.s());
    assertEquals(-1 / 0.6, made.z(), 4 * precision.unitRoundoff());
  }

  @Test
  void rotgRefusesANullPrecision() {
    assertEquals(
        "rotg: precision is null",
        assertThrows(NullPointerException.class, () -> BLAS.rotg(null, 1, 1)).getMessage());
  }

  // ---- rotmg

  @ParameterizedTest
  @EnumSource
  void rotmgIsAccurateForAllMagnitudes(Precision precision) {
    double[] sizes = {
      largest(precision),
      largest(precision) / 4,
      0x1p30,
      1,
      0x1p-30,
      smallestNormal(precision),
      smallest(precision) * 5
    };
    double[][] patterns = {
      {3, 2, 1, 1}, {2, 3, 1, -1}, {1, 1, -1, 0.5}, {1, 3, 0.25, 1}, {1, -0.25, 1, 1}
    };
    for (double d : sizes) {
      for (double x : sizes) {
        for (double[] p : patterns) {
          // Divided by 4: the products stay in range.
          requireModifiedRotation(
              precision,
              precision.round(d / 4 * p[0]),
              precision.round(d / 4 * p[1]),
              precision.round(x / 4 * p[2]),
              precision.round(x / 4 * p[3]));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rotmgRescalesEachFactorIndependently(Precision precision) {
    for (int e = -60; e <= 60; e += 10) {
      double d = Math.scalb(1.0, e); // d x^2 = 1
      double x = Math.scalb(1.0, -e / 2);
      requireModifiedRotation(precision, 3 * d, 2, x, 1);
      requireModifiedRotation(precision, 2 * d, 3, x, -1);
      requireModifiedRotation(precision, 3, 2 * d, 1, -x);
      requireModifiedRotation(precision, 2 / d, 3 * d, 1 / x, x);
      requireModifiedRotation(precision, d, -0.25, x, 1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rotmgIsAccurateForMixedMagnitudes(Precision precision) {
    double large = largest(precision);
    double normal = smallestNormal(precision);
    double[] sizes = {large, large / 3, 0x1p40, 1, 0x1p-40, normal * 3, smallest(precision) * 5};
    for (double d1 : sizes) {
      for (double d2 : sizes) {
        for (double x1 : sizes) {
          for (double y1 : sizes) {
            requireModifiedRotation(
                precision,
                precision.round(d1),
                precision.round(d2),
                precision.round(x1),
                precision.round(-y1));
          }
        }
      }
    }
  }

  @Test
  void rotmgRescalesAVerySmallSecondFactor() {
    // d1' = d1 and d2' = d2 before scaling: the second coordinate is negligible.
    ModifiedRotation made = BLAS.rotmg(Precision.DOUBLE, 0x1p1000, 0x1p-1000, 1, 1);
    assertEquals(0x1p16, made.d1()); // 1000 = 41 * 24 + 16
    assertEquals(0x1p-16, made.d2());
    assertEquals(0x1p492, made.x1());
    assertEquals(new ModifiedGivens(Form.FULL, 0x1p492, -0x1p-492, 0, 0x1p-492), made.h());
  }

  private static void requireModifiedRotation(
      Precision precision, double d1, double d2, double x1, double y1) {
    ModifiedRotation made = BLAS.rotmg(precision, d1, d2, x1, y1);
    ModifiedGivens h = made.h();
    String of = String.format("(%s, %s, %s, %s) -> %s", d1, d2, x1, y1, made);
    if (h.form() == Form.IDENTITY) {
      assertTrue(d2 == 0 || y1 == 0, of);
      return;
    }
    BigDecimal u = exact(precision.unitRoundoff());
    BigDecimal tiny = exact(smallest(precision));
    for (double d : new double[] {made.d1(), made.d2()}) {
      assertTrue(Math.abs(d) >= 0x1p-24 && Math.abs(d) <= 0x1p24, of);
    }
    // An element of H is a quotient of products: 3u. h12 h21 has 7u, and 1 +- h12 h21 at most 8u
    // with
    // its own rounding. If the terms cancel, |h12 h21| is 1/4 in these tests: 4u. A scale factor is
    // divided by this: 9u. Rounded once more, it has 10u and an element of H 4u, so a term d h h
    // has
    // at most 18u. Scaling by powers of 2 is exact.
    BigDecimal relative = u.multiply(exact(18));
    BigDecimal[] r11 = {product(made.d1(), h.h11(), h.h11()), product(made.d2(), h.h21(), h.h21())};
    BigDecimal[] r12 = {product(made.d1(), h.h11(), h.h12()), product(made.d2(), h.h21(), h.h22())};
    BigDecimal[] r22 = {product(made.d1(), h.h12(), h.h12()), product(made.d2(), h.h22(), h.h22())};
    // A subnormal element of H has an error of the smallest number in each of its products.
    BigDecimal column1 = tiny.multiply(exact(weight(made.d1(), h.h11(), made.d2(), h.h21())));
    BigDecimal column2 = tiny.multiply(exact(weight(made.d1(), h.h12(), made.d2(), h.h22())));
    requireSum(exact(d1), r11, relative, column1, "H' D' H = D, (1, 1)", of);
    requireSum(BigDecimal.ZERO, r12, relative, column1.add(column2), "H' D' H = D, (1, 2)", of);
    requireSum(exact(d2), r22, relative, column2, "H' D' H = D, (2, 2)", of);
    // x1' is x1 or y1 times 1 +- h12 h21: 10u, and 4u from H.
    BigDecimal[] first = {product(h.h11(), x1), product(h.h12(), y1)};
    BigDecimal[] second = {product(h.h21(), x1), product(h.h22(), y1)};
    BigDecimal coordinates = tiny.multiply(exact(x1).abs().add(exact(y1).abs()));
    BigDecimal rest = tiny.multiply(exact(2)).add(coordinates);
    if (Double.isFinite(made.x1())) {
      requireSmall(
          first[0].add(first[1]).subtract(exact(made.x1())),
          gauge(first).multiply(u).multiply(exact(14)).add(rest),
          "H (x1, y1) = (x1', 0)",
          of);
    }
    requireSum(BigDecimal.ZERO, second, relative, coordinates, "H (x1, y1) = (x1', 0)", of);
  }

  private static double weight(double d1, double first, double d2, double second) {
    return 2 * (Math.abs(d1 * first) + Math.abs(d2 * second));
  }

  private static BigDecimal gauge(BigDecimal[] terms) {
    return terms[0].abs().add(terms[1].abs());
  }

  private static void requireSum(
      BigDecimal expected,
      BigDecimal[] terms,
      BigDecimal relative,
      BigDecimal absolute,
      String what,
      String of) {
    BigDecimal difference = terms[0].add(terms[1]).subtract(expected);
    requireSmall(difference, gauge(terms).multiply(relative).add(absolute), what, of);
  }

  @ParameterizedTest
  @EnumSource
  void rotmgReturnsKnownResults(Precision precision) {
    ModifiedRotation first = BLAS.rotmg(precision, 1, 1, 4, 2); // q1 > q2
    assertEquals(new ModifiedGivens(Form.UNIT_DIAGONAL, 1, -0.5, 0.5, 1), first.h());
    assertEquals(precision.round(0.8), first.d1());
    assertEquals(precision.round(0.8), first.d2());
    assertEquals(5, first.x1());
    ModifiedRotation second = BLAS.rotmg(precision, 1, 1, 2, 4);
    assertEquals(new ModifiedGivens(Form.UNIT_ANTIDIAGONAL, 0.5, -1, 1, 0.5), second.h());
    assertEquals(precision.round(0.8), second.d1());
    assertEquals(precision.round(0.8), second.d2());
    assertEquals(5, second.x1());
    ModifiedRotation scaled = BLAS.rotmg(precision, 0x1p30, 0x1p-30, 1, 0x1p30); // q1 = q2
    assertEquals(Form.FULL, scaled.h().form());
    assertEquals(0x1p-31 * 0x1p24, scaled.d1());
    assertEquals(0x1p29 * 0x1p-24, scaled.d2());
  }

  @ParameterizedTest
  @EnumSource
  void rotmgKeepsScaleFactorsStrictlyBetweenTheLimits(Precision precision) {
    // y1 is tiny: the factors change by powers of 2^24 only.
    for (int e = -60; e <= 60; e++) {
      ModifiedRotation made = BLAS.rotmg(precision, Math.scalb(1.0, e), 1, 1, 0x1p-60);
      boolean inside = e > -24 && e < 24;
      Form form = inside ? Form.UNIT_DIAGONAL : Form.FULL;
      assertEquals(form, made.h().form(), "2^" + e);
      assertEquals(0, Math.floorMod(Math.getExponent(made.d1()) - e, 24), "2^" + e);
      assertTrue(made.d1() > 0x1p-24 && made.d1() < 0x1p24, "2^" + e + " -> " + made);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rotmgReturnsTheIdentityIfD2OrY1IsZero(Precision precision) {
    ModifiedRotation same = new ModifiedRotation(2, 3, 4, ModifiedGivens.IDENTITY);
    assertEquals(same, BLAS.rotmg(precision, 2, 3, 4, 0));
    assertEquals(
        new ModifiedRotation(0x1p40, 0, 4, ModifiedGivens.IDENTITY),
        BLAS.rotmg(precision, 0x1p40, 0, 4, 5));
  }

  @ParameterizedTest
  @EnumSource
  void rotmgReturnsZerosIfNoRotationExists(Precision precision) {
    ModifiedRotation nothing =
        new ModifiedRotation(0, 0, 0, new ModifiedGivens(Form.FULL, 0, 0, 0, 0));
    assertEquals(nothing, BLAS.rotmg(precision, -1, 1, 1, 1));
    assertEquals(nothing, BLAS.rotmg(precision, 1, -1, 1, 2)); // d1 x1^2 + d2 y1^2 < 0
    assertEquals(nothing, BLAS.rotmg(precision, 1, -1, 1, 1)); // d1 x1^2 + d2 y1^2 = 0
  }
}
