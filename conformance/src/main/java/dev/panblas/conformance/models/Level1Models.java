/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.models;

import static dev.panblas.conformance.cases.OperandModel.Access.OVERWRITTEN;
import static dev.panblas.conformance.cases.OperandModel.Access.READ;
import static dev.panblas.conformance.cases.OperandModel.Access.SCALED;
import static dev.panblas.conformance.cases.OperandModel.Access.UPDATED;
import static dev.panblas.conformance.cases.OperandModel.vector;
import static dev.panblas.conformance.cases.RoutineModel.calling;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.Expected;
import dev.panblas.conformance.cases.OperandModel;
import dev.panblas.conformance.cases.OperandModel.Access;
import dev.panblas.conformance.cases.Option;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.RoutineModel.Call;
import dev.panblas.conformance.cases.RoutineModel.Expectation;
import dev.panblas.conformance.cases.RoutineModel.Freedom;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.cases.SizeFamily;
import dev.panblas.conformance.cases.Values;
import dev.panblas.conformance.exact.Element;
import dev.panblas.conformance.exact.ExactSum;
import dev.panblas.conformance.operands.Extents;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Routine;
import java.util.Arrays;
import java.util.List;

/** The routines of level 1, vector with vector. */
public final class Level1Models {

  private static final OperandModel.Shape N = at -> Extents.vector(at.size(0));

  public static final List<RoutineModel> ALL =
      List.of(
          model(
              Routine.ROT,
              "x := c x + s y and y := c y - s x",
              List.of(Scalar.COSINE, Scalar.SINE),
              two(UPDATED, UPDATED),
              calling((blas, in) -> blas.rot(in.vector(0), in.vector(1), in.cosine(), in.sine())),
              v -> {
                double c = v.at().rounded(Scalar.COSINE);
                double s = v.at().rounded(Scalar.SINE);
                return rotated(v, c, s, -s, c);
              }),
          new RoutineModel(
              Routine.ROTM,
              "x := h11 x + h12 y and y := h21 x + h22 y",
              SizeFamily.VECTOR,
              List.of(Option.FORM),
              List.of(),
              two(UPDATED, UPDATED),
              Freedom.NONE,
              calling((blas, in) -> blas.rotm(in.vector(0), in.vector(1), in.h())),
              v -> {
                ModifiedGivens h = h(v.at());
                return rotated(v, h.h11(), h.h12(), h.h21(), h.h22());
              }),
          model(
              Routine.SWAP,
              "x and y exchange their elements",
              List.of(),
              two(UPDATED, UPDATED),
              calling((blas, in) -> blas.swap(in.vector(0), in.vector(1))),
              v -> Expected.outputs(0, exactly(v.operand(1)), 1, exactly(v.operand(0)))),
          model(
              Routine.SCAL,
              "x := alpha x",
              List.of(Scalar.ALPHA),
              List.of(vector("x", UPDATED, N)),
              calling((blas, in) -> blas.scal(in.alpha(), in.vector(0))),
              v ->
                  Expected.output(
                      0, (i, computed) -> sum(v.alpha(), v.operand(0)[i], 0, 0).element(0))),
          model(
              Routine.COPY,
              "y := x",
              List.of(),
              two(READ, OVERWRITTEN),
              calling((blas, in) -> blas.copy(in.vector(0), in.vector(1))),
              v -> Expected.output(1, exactly(v.operand(0)))),
          model(
              Routine.AXPY,
              "y := alpha x + y",
              List.of(Scalar.ALPHA),
              two(READ, UPDATED),
              calling((blas, in) -> blas.axpy(in.alpha(), in.vector(0), in.vector(1))),
              Level1Models::scaledSum),
          model(
              Routine.AXPBY,
              "y := alpha x + beta y",
              List.of(Scalar.ALPHA, Scalar.BETA),
              two(READ, SCALED),
              calling((blas, in) -> blas.axpby(in.alpha(), in.vector(0), in.beta(), in.vector(1))),
              Level1Models::scaledSum),
          model(
              Routine.DOT,
              "the sum of x_i y_i",
              List.of(),
              two(READ, READ),
              (blas, in) -> blas.dot(in.vector(0), in.vector(1)),
              v -> Expected.result(inner(v.operand(0), v.operand(1)).element(length(v)))),
          model(
              Routine.DSDOT,
              "the sum of x_i y_i, accumulated in double",
              List.of(),
              two(READ, READ),
              (blas, in) -> blas.dsdot(in.vector(0), in.vector(1)),
              v ->
                  Expected.result(
                      inner(v.operand(0), v.operand(1)).element(length(v)), Precision.DOUBLE)),
          model(
              Routine.SDSDOT,
              "alpha plus the sum of x_i y_i, accumulated in double",
              List.of(Scalar.ADDEND),
              two(READ, READ),
              (blas, in) -> blas.sdsdot(in.alpha(), in.vector(0), in.vector(1)),
              v -> {
                ExactSum sum = inner(v.operand(0), v.operand(1));
                sum.add(1, v.at().rounded(Scalar.ADDEND));
                return Expected.result(roundedOnce(sum.element(length(v)), v.at().precision()));
              }),
          model(
              Routine.NRM2,
              "the square root of the sum of x_i^2",
              List.of(),
              List.of(vector("x", READ, N)),
              (blas, in) -> blas.nrm2(in.vector(0)),
              v -> Expected.result(norm(v.operand(0)))),
          model(
              Routine.ASUM,
              "the sum of |x_i|",
              List.of(),
              List.of(vector("x", READ, N)),
              (blas, in) -> blas.asum(in.vector(0)),
              v ->
                  Expected.result(
                      total(Arrays.stream(v.operand(0)).map(Math::abs).toArray())
                          .element(length(v)))),
          model(
              Routine.SUM,
              "the sum of x_i",
              List.of(),
              List.of(vector("x", READ, N)),
              (blas, in) -> blas.sum(in.vector(0)),
              v -> Expected.result(total(v.operand(0)).element(length(v)))),
          model(
              Routine.IAMAX,
              "the first index of the largest |x_i|",
              List.of(),
              List.of(vector("x", READ, N)),
              (blas, in) -> blas.iamax(in.vector(0)),
              v -> Expected.result(Element.exactly(firstLargest(v.operand(0))))));

  private Level1Models() {}

  private static RoutineModel model(
      Routine routine,
      String formula,
      List<Scalar> scalars,
      List<OperandModel> operands,
      Call call,
      Expectation expectation) {
    return new RoutineModel(
        routine,
        formula,
        SizeFamily.VECTOR,
        List.of(),
        scalars,
        operands,
        Freedom.NONE,
        call,
        expectation);
  }

  private static List<OperandModel> two(Access x, Access y) {
    return List.of(vector("x", x, N), vector("y", y, N));
  }

  /** The matrix of the rotation, rounded to the precision. */
  public static ModifiedGivens h(Case at) {
    Precision precision = at.precision();
    return new ModifiedGivens(
        at.form(),
        precision.round(0.7),
        precision.round(-0.4),
        precision.round(0.3),
        precision.round(1.1));
  }

  private static Expected rotated(Values v, double h11, double h12, double h21, double h22) {
    double[] x = v.operand(0);
    double[] y = v.operand(1);
    return Expected.outputs(
        0,
        (i, computed) -> sum(h11, x[i], h12, y[i]).element(1),
        1,
        (i, computed) -> sum(h21, x[i], h22, y[i]).element(1));
  }

  private static Expected scaledSum(Values v) {
    double[] x = v.operand(0);
    double[] y = v.operand(1);
    return Expected.output(
        1,
        (i, computed) ->
            v.alpha() == 0 && v.beta() == 1
                ? Element.exactly(y[i])
                : sum(v.alpha(), x[i], v.beta(), y[i]).element(1));
  }

  /** a x + b y; a vector whose factor is 0 is not read, unless both factors are 0. */
  private static ExactSum sum(double a, double x, double b, double y) {
    ExactSum sum = new ExactSum();
    if (a != 0 || b == 0) {
      sum.add(a, x);
    }
    if (b != 0) {
      sum.add(b, y);
    }
    return sum;
  }

  private static Expected.Output exactly(double[] values) {
    return (i, computed) -> Element.exactly(values[i]);
  }

  private static int length(Values v) {
    return v.operand(0).length;
  }

  private static ExactSum inner(double[] x, double[] y) {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < x.length; i++) {
      sum.add(x[i], y[i]);
    }
    return sum;
  }

  private static ExactSum total(double[] x) {
    ExactSum sum = new ExactSum();
    for (double element : x) {
      sum.add(1, element);
    }
    return sum;
  }

  /** All roundings except the last are in double, hence their smaller weight in the bound. */
  private static Element roundedOnce(Element element, Precision precision) {
    double finer = Precision.DOUBLE.unitRoundoff() / precision.unitRoundoff();
    double gauge = Math.abs(element.value()) + element.roundings() * finer * element.gauge();
    return new Element(element.value(), element.rest(), gauge, Math.min(1, element.roundings()));
  }

  /** Scales by a power of two: no square leaves the range of a double. */
  private static Element norm(double[] x) {
    double largest = Arrays.stream(x).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    int exponent = largest == 0 ? 0 : Math.getExponent(largest);
    double[] scaled = Arrays.stream(x).map(element -> Math.scalb(element, -exponent)).toArray();
    Element root = inner(scaled, scaled).root(x.length);
    return new Element(
        Math.scalb(root.value(), exponent),
        Math.scalb(root.rest(), exponent),
        Math.scalb(root.gauge(), exponent),
        root.roundings());
  }

  private static int firstLargest(double[] x) {
    int place = x.length == 0 ? -1 : 0;
    for (int i = 1; i < x.length; i++) {
      if (Math.abs(x[i]) > Math.abs(x[place])) {
        place = i;
      }
    }
    return place;
  }
}
