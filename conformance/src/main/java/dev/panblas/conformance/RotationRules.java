/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.blas.Blas;
import dev.panblas.conformance.exact.Element;
import dev.panblas.conformance.exact.Exponents;
import dev.panblas.conformance.exact.Judgement;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.ModifiedRotation;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Rules for rotations, which are computed from numbers alone. A rotation is judged by its effect on
 * these numbers.
 *
 * <p>c, s and the elements of a modified rotation have at most half of {@value #ROUNDINGS}
 * roundings (scaling, two squares, their sum, a root, scaling, a division); the check, in double,
 * has as many again.
 */
final class RotationRules {

  private static final int ROUNDINGS = 16;

  private RotationRules() {}

  static List<Rule> all() {
    double large = 0.25; // of the largest number
    return List.of(
        rotg(
            1,
            "c a + s b = r, c b - s a = 0 and c^2 + s^2 = 1, within the error bound",
            (blas, precision, findings) -> {
              for (double a : moderate()) {
                for (double b : moderate()) {
                  attempt(findings, precision, a, b, () -> requireRotation(blas, precision, a, b));
                }
              }
            }),
        rotg(
            14,
            "null for the precision is refused (NullPointerException)",
            (blas, precision, findings) ->
                findings.attempt(
                    "rotg", () -> requireNull("rotg", () -> rotgWithoutPrecision(blas)))),
        rotg(
            20,
            "inputs near the largest number do not overflow unless r does",
            (blas, precision, findings) -> {
              double unit = Math.scalb(large, Exponents.largest(precision));
              extremes(blas, precision, findings, unit);
            }),
        rotg(
            21,
            "numbers near the smallest normal number do not underflow",
            (blas, precision, findings) ->
                extremes(
                    blas,
                    precision,
                    findings,
                    Math.scalb(16.0, Exponents.smallestNormal(precision)))),
        rotg(
            22,
            "the rotation is the identity if b = 0; otherwise it exchanges a and b if a = 0",
            (blas, precision, findings) -> {
              for (double number : moderate()) {
                attempt(
                    findings, precision, number, 0, () -> requireTrivial(blas, precision, number));
              }
            }),
        rotg(
            23,
            "r has the sign of a or b, whichever is larger in absolute value, and z determines c"
                + " and s",
            (blas, precision, findings) -> {
              for (double a : moderate()) {
                for (double b : moderate()) {
                  attempt(findings, precision, a, b, () -> requireSign(blas, precision, a, b));
                }
              }
            }),
        rotmg(
            1,
            "H (x1, y1)' = (x1', 0)' and H' diag(d1', d2') H = diag(d1, d2), within the error"
                + " bound",
            (blas, precision, findings) ->
                eachModified(precision, findings, in -> requireModified(blas, precision, in))),
        rotmg(
            14,
            "null for the precision is refused (NullPointerException)",
            (blas, precision, findings) ->
                findings.attempt(
                    "rotmg", () -> requireNull("rotmg", () -> rotmgWithoutPrecision(blas)))),
        rotmg(
            20,
            "the new scale factors are 0 or between 2^-24 and 2^24 in absolute value, unless"
                + " nothing changes",
            (blas, precision, findings) ->
                eachModified(precision, findings, in -> requireScaleFactors(blas, precision, in))),
        rotmg(
            21,
            "the matrix is the identity and nothing changes if d2 y1 = 0",
            (blas, precision, findings) -> {
              for (double number : moderate()) {
                for (double[] in :
                    new double[][] {{1, 0, number, 2}, {2, number, 3, 0}, {1, 0, 1, 0}}) {
                  attempt(findings, precision, in, () -> requireIdentity(blas, precision, in));
                }
              }
            }),
        rotmg(
            22,
            "all results are 0 if d1 < 0",
            (blas, precision, findings) -> {
              for (double number : moderate()) {
                double[] in = {-Math.abs(number), 1, number, 2};
                if (number != 0) {
                  attempt(findings, precision, in, () -> requireZeros(blas, precision, in));
                }
              }
            }));
  }

  // ---- the cases

  private interface Check {
    void on(Blas blas, Precision precision, Findings findings);
  }

  private static Rule rotg(int number, String title, Check check) {
    return rule("ROTG", "rotg", number, title, check);
  }

  private static Rule rotmg(int number, String title, Check check) {
    return rule("ROTMG", "rotmg", number, title, check);
  }

  private static Rule rule(String group, String routine, int number, String title, Check check) {
    return new Rule(
        group,
        number,
        routine + ": " + title,
        (subject, findings) -> {
          for (Precision precision : Precision.values()) {
            check.on(subject.blas(), precision, findings);
          }
        });
  }

  private static List<Double> moderate() {
    List<Double> numbers = new ArrayList<>();
    for (double number : new double[] {0, 1, 0.7, 3, 1e-3, 4321.5, 1e9, 1e-9}) {
      numbers.add(number);
      if (number != 0) {
        numbers.add(-number);
      }
    }
    return numbers;
  }

  private static void extremes(Blas blas, Precision precision, Findings findings, double unit) {
    for (double a : new double[] {1, -1.5, 0.75, 0x1p-20, 0}) {
      for (double b : new double[] {1, -1.25, 0.3, 0x1p-20, 0}) {
        attempt(
            findings,
            precision,
            a * unit,
            b * unit,
            () -> requireRotation(blas, precision, a * unit, b * unit));
      }
    }
  }

  private interface Requirement {
    void require(double[] in);
  }

  /** Updates, and downdates that leave at least three quarters of d1 x1^2. */
  private static void eachModified(
      Precision precision, Findings findings, Requirement requirement) {
    double[] sizes = {1, 0.3, 7, 1e-4, 1e6, 1e-12, 1e11};
    for (double d1 : sizes) {
      for (double d2 : sizes) {
        for (double x1 : new double[] {1, -0.6, 50}) {
          for (double y1 : new double[] {1, -2.5, 0.01}) {
            double[] in = {d1, d2, x1, y1};
            attempt(findings, precision, in, () -> requirement.require(rounded(precision, in)));
            double[] down = {d1, -d2, x1, y1};
            if (d2 * y1 * y1 < d1 * x1 * x1 / 4) {
              attempt(
                  findings, precision, down, () -> requirement.require(rounded(precision, down)));
            }
          }
        }
      }
    }
  }

  private static double[] rounded(Precision precision, double[] numbers) {
    return Arrays.stream(numbers).map(precision::round).toArray();
  }

  private static void attempt(
      Findings findings, Precision precision, double a, double b, Findings.Attempt attempt) {
    findings.attempt("rotg " + precision + " a=" + a + " b=" + b, attempt);
  }

  private static void attempt(
      Findings findings, Precision precision, double[] in, Findings.Attempt attempt) {
    findings.attempt(
        String.format(
            Locale.ROOT, "rotmg %s d1=%s d2=%s x1=%s y1=%s", precision, in[0], in[1], in[2], in[3]),
        attempt);
  }

  // ---- the requirements

  private static void requireRotation(Blas blas, Precision precision, double a, double b) {
    double left = precision.round(a);
    double right = precision.round(b);
    GivensRotation made = blas.rotg(precision, a, b);
    Judgement judgement = new Judgement(precision);
    judge(judgement, "c^2 + s^2", 1, made.c() * made.c(), made.s() * made.s());
    judge(judgement, "c a + s b", made.r(), made.c() * left, made.s() * right);
    judge(judgement, "c b - s a", 0, made.c() * right, -made.s() * left);
    judgement.require();
  }

  /** Judges a sum of two terms; the gauge is the sum of their absolute values. */
  private static void judge(
      Judgement judgement, String name, double expected, double term, double term2) {
    judgement.judge(
        name, new Element(expected, 0, Math.abs(term) + Math.abs(term2), ROUNDINGS), term + term2);
  }

  private static void requireTrivial(Blas blas, Precision precision, double number) {
    double kept = precision.round(number);
    requireSame(new GivensRotation(1, 0, kept, 0), blas.rotg(precision, number, 0));
    if (kept != 0) {
      requireSame(new GivensRotation(0, 1, kept, 1), blas.rotg(precision, 0, number));
    }
  }

  private static void requireSame(GivensRotation expected, GivensRotation made) {
    if (made.c() != expected.c()
        || made.s() != expected.s()
        || made.r() != expected.r()
        || made.z() != expected.z()) {
      throw new AssertionError("expected " + expected + ", got " + made);
    }
  }

  private static void requireSign(Blas blas, Precision precision, double a, double b) {
    double left = precision.round(a);
    double right = precision.round(b);
    GivensRotation made = blas.rotg(precision, a, b);
    double larger = Math.abs(left) > Math.abs(right) ? left : right;
    if (Math.signum(made.r()) != Math.signum(larger)) {
      throw new AssertionError("r must have the sign of " + larger + ", but was " + made.r());
    }
    Judgement judgement = new Judgement(precision);
    double z = made.z();
    if (z == 1) {
      judgement.judge("c where z = 1", Element.exactly(0), made.c());
    } else if (Math.abs(z) < 1) {
      judgement.judge("s where |z| < 1", new Element(z, 0, Math.abs(z), ROUNDINGS), made.s());
    } else {
      judgement.judge(
          "c where |z| > 1", new Element(1 / z, 0, 1 / Math.abs(z), ROUNDINGS), made.c());
    }
    judgement.require();
  }

  private static ModifiedRotation modified(Blas blas, Precision precision, double[] in) {
    return blas.rotmg(precision, in[0], in[1], in[2], in[3]);
  }

  private static void requireModified(Blas blas, Precision precision, double[] in) {
    ModifiedRotation made = modified(blas, precision, in);
    ModifiedGivens h = made.h();
    Judgement judgement = new Judgement(precision);
    judge(judgement, "h11 x1 + h12 y1", made.x1(), h.h11() * in[2], h.h12() * in[3]);
    judge(judgement, "h21 x1 + h22 y1", 0, h.h21() * in[2], h.h22() * in[3]);
    double d1 = made.d1();
    double d2 = made.d2();
    judge(judgement, "(H' D' H)(1, 1)", in[0], d1 * h.h11() * h.h11(), d2 * h.h21() * h.h21());
    judge(judgement, "(H' D' H)(2, 2)", in[1], d1 * h.h12() * h.h12(), d2 * h.h22() * h.h22());
    judge(judgement, "(H' D' H)(1, 2)", 0, d1 * h.h11() * h.h12(), d2 * h.h21() * h.h22());
    judgement.require();
  }

  private static void requireScaleFactors(Blas blas, Precision precision, double[] in) {
    ModifiedRotation made = modified(blas, precision, in);
    for (double d : new double[] {made.d1(), made.d2()}) {
      if (d != 0 && (Math.abs(d) < 0x1p-24 || Math.abs(d) > 0x1p24)) {
        throw new AssertionError(
            "a scale factor must be 0 or from 2^-24 to 2^24 in absolute value, but was "
                + d
                + " in "
                + made);
      }
    }
  }

  private static void requireIdentity(Blas blas, Precision precision, double[] in) {
    double[] kept = rounded(precision, in);
    ModifiedRotation expected =
        new ModifiedRotation(kept[0], kept[1], kept[2], ModifiedGivens.IDENTITY);
    requireSame(expected, modified(blas, precision, in));
  }

  private static void requireZeros(Blas blas, Precision precision, double[] in) {
    ModifiedGivens zeros = new ModifiedGivens(ModifiedGivens.Form.FULL, 0, 0, 0, 0);
    requireSame(new ModifiedRotation(0, 0, 0, zeros), modified(blas, precision, in));
  }

  private static void requireSame(ModifiedRotation expected, ModifiedRotation made) {
    if (!expected.equals(made)) {
      throw new AssertionError("expected " + expected + ", got " + made);
    }
  }

  @SuppressWarnings("NullAway") // the rule is that null is refused
  private static void rotgWithoutPrecision(Blas blas) {
    blas.rotg(null, 1, 2);
  }

  @SuppressWarnings("NullAway")
  private static void rotmgWithoutPrecision(Blas blas) {
    blas.rotmg(null, 1, 2, 3, 4);
  }

  private static void requireNull(String routine, Runnable call) {
    try {
      call.run();
    } catch (NullPointerException refusal) {
      String message = String.valueOf(refusal.getMessage());
      if (!message.equals(routine + ": precision is null")) {
        throw new AssertionError(
            "the message must be '" + routine + ": precision is null', but was: " + message,
            refusal);
      }
      return;
    }
    throw new AssertionError("the call must be refused with NullPointerException, but returned");
  }
}
