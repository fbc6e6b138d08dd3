package dev.panblas.conformance;

import static dev.panblas.conformance.OperandModel.Access.OVERWRITTEN;
import static dev.panblas.conformance.OperandModel.Access.READ;
import static dev.panblas.conformance.OperandModel.Access.SCALED;
import static dev.panblas.conformance.OperandModel.Access.UPDATED;
import static dev.panblas.conformance.OperandModel.matrix;
import static dev.panblas.conformance.OperandModel.vector;
import static dev.panblas.conformance.RoutineModel.Scalars.ALPHA;
import static dev.panblas.conformance.RoutineModel.Scalars.ALPHA_BETA;
import static dev.panblas.conformance.RoutineModel.Scalars.NONE;

import dev.panblas.conformance.RoutineModel.Expected;
import dev.panblas.conformance.RoutineModel.Values;
import dev.panblas.spi.Routine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The table of routines. Each formula is written down once more here, straight from its text. */
final class RoutineModels {

  private static final List<String> N = List.of("n");
  private static final List<String> M_N = List.of("m", "n");
  private static final List<String> M_N_K = List.of("m", "n", "k");

  /** All routines of the SPI. */
  static final List<RoutineModel> ALL =
      List.of(
          new RoutineModel(
              Routine.SWAP,
              "x and y exchange their elements",
              N,
              NONE,
              List.of(vector("x", UPDATED, 0), vector("y", UPDATED, 0)),
              (blas, in) -> {
                blas.swap(in.vector(0), in.vector(1));
                return 0;
              },
              v ->
                  new Expected(
                      Map.of(0, exactly(v.operand(1)), 1, exactly(v.operand(0))),
                      Optional.empty())),
          new RoutineModel(
              Routine.SCAL,
              "x := alpha x",
              N,
              ALPHA,
              List.of(vector("x", UPDATED, 0)),
              (blas, in) -> {
                blas.scal(in.alpha(), in.vector(0));
                return 0;
              },
              v -> Expected.output(0, each(v.size(0), i -> product(v.alpha(), v.operand(0)[i])))),
          new RoutineModel(
              Routine.COPY,
              "y := x",
              N,
              NONE,
              List.of(vector("x", READ, 0), vector("y", OVERWRITTEN, 0)),
              (blas, in) -> {
                blas.copy(in.vector(0), in.vector(1));
                return 0;
              },
              v -> Expected.output(1, exactly(v.operand(0)))),
          new RoutineModel(
              Routine.AXPY,
              "y := alpha x + y",
              N,
              ALPHA,
              List.of(vector("x", READ, 0), vector("y", UPDATED, 0)),
              (blas, in) -> {
                blas.axpy(in.alpha(), in.vector(0), in.vector(1));
                return 0;
              },
              v ->
                  Expected.output(
                      1,
                      each(
                          v.size(0),
                          i -> updated(v.alpha(), v.operand(0)[i], 1, v.operand(1)[i])))),
          new RoutineModel(
              Routine.DOT,
              "the sum of x_i y_i",
              N,
              NONE,
              List.of(vector("x", READ, 0), vector("y", READ, 0)),
              (blas, in) -> blas.dot(in.vector(0), in.vector(1)),
              v -> Expected.result(inner(v.operand(0), v.operand(1)).element(v.size(0)))),
          new RoutineModel(
              Routine.NRM2,
              "the root of the sum of x_i squared",
              N,
              NONE,
              List.of(vector("x", READ, 0)),
              (blas, in) -> blas.nrm2(in.vector(0)),
              v -> Expected.result(norm(v.operand(0)))),
          new RoutineModel(
              Routine.ASUM,
              "the sum of |x_i|",
              N,
              NONE,
              List.of(vector("x", READ, 0)),
              (blas, in) -> blas.asum(in.vector(0)),
              v -> Expected.result(absoluteSum(v.operand(0)))),
          new RoutineModel(
              Routine.IAMAX,
              "the first index of the largest |x_i|",
              N,
              NONE,
              List.of(vector("x", READ, 0)),
              (blas, in) -> blas.iamax(in.vector(0)),
              v -> Expected.result(Element.exactly(firstLargest(v.operand(0))))),
          new RoutineModel(
              Routine.GEMV,
              "y := alpha A x + beta y",
              M_N,
              ALPHA_BETA,
              List.of(matrix("a", READ, 0, 1), vector("x", READ, 1), vector("y", SCALED, 0)),
              (blas, in) -> {
                blas.gemv(in.alpha(), in.matrix(0), in.vector(1), in.beta(), in.vector(2));
                return 0;
              },
              v -> Expected.output(2, product(v, v.size(0), 1, v.size(1)))),
          new RoutineModel(
              Routine.GER,
              "A := alpha x y' + A",
              M_N,
              ALPHA,
              List.of(vector("x", READ, 0), vector("y", READ, 1), matrix("a", UPDATED, 0, 1)),
              (blas, in) -> {
                blas.ger(in.alpha(), in.vector(0), in.vector(1), in.matrix(2));
                return 0;
              },
              v ->
                  Expected.output(
                      2,
                      each(
                          v.size(0) * v.size(1),
                          i ->
                              updated(
                                  v.alpha(),
                                  v.operand(0)[i / v.size(1)],
                                  v.operand(1)[i % v.size(1)],
                                  v.operand(2)[i])))),
          new RoutineModel(
              Routine.GEMM,
              "C := alpha A B + beta C",
              M_N_K,
              ALPHA_BETA,
              List.of(matrix("a", READ, 0, 2), matrix("b", READ, 2, 1), matrix("c", SCALED, 0, 1)),
              (blas, in) -> {
                blas.gemm(in.alpha(), in.matrix(0), in.matrix(1), in.beta(), in.matrix(2));
                return 0;
              },
              v -> Expected.output(2, product(v, v.size(0), v.size(1), v.size(2)))));

  private RoutineModels() {}

  private static List<Element> each(int count, IntFunction<Element> element) {
    return IntStream.range(0, count).mapToObj(element).toList();
  }

  private static List<Element> exactly(double[] values) {
    return Arrays.stream(values).mapToObj(Element::exactly).toList();
  }

  /** alpha x */
  private static Element product(double alpha, double x) {
    ExactSum sum = new ExactSum();
    sum.add(alpha, x);
    return sum.element(0);
  }

  /** alpha x y + a, where alpha = 0 leaves a as it is */
  private static Element updated(double alpha, double x, double y, double a) {
    if (alpha == 0) {
      return Element.exactly(a);
    }
    ExactSum sum = new ExactSum();
    sum.add(x, y);
    sum.scale(alpha);
    sum.add(1, a);
    return sum.element(1);
  }

  /** alpha A B + beta C of operands 0, 1 and 2: m x k, k x n and m x n. */
  private static List<Element> product(Values v, int m, int n, int k) {
    double[] a = v.operand(0);
    double[] b = v.operand(1);
    double[] c = v.operand(2);
    List<Element> product = new ArrayList<>(m * n);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        ExactSum sum = new ExactSum();
        if (v.alpha() != 0) {
          for (int l = 0; l < k; l++) {
            sum.add(a[i * k + l], b[l * n + j]);
          }
          sum.scale(v.alpha());
        }
        if (v.beta() != 0) {
          sum.add(v.beta(), c[i * n + j]);
        }
        product.add(sum.element(k));
      }
    }
    return product;
  }

  private static ExactSum inner(double[] x, double[] y) {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < x.length; i++) {
      sum.add(x[i], y[i]);
    }
    return sum;
  }

  private static Element absoluteSum(double[] x) {
    ExactSum sum = new ExactSum();
    for (double element : x) {
      sum.add(1, Math.abs(element));
    }
    return sum.element(x.length);
  }

  /** Scaled by a power of two, so that no square leaves the range of a double. */
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
