/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The last pairs of a step s and the change y of the gradient along it, and the approximation H of
 * the inverse Hessian that BFGS computes from them. H starts from gamma I with gamma = s'y / y'y of
 * the newest pair.
 *
 * @see <a href="https://doi.org/10.1090/S0025-5718-1980-0572855-7">Nocedal: Updating Quasi-Newton
 *     Matrices with Limited Storage, Math. Comp. 35 (1980)</a>
 */
final class CurvaturePairs {

  /**
   * The largest |g| for which the direction is -g if there are no pairs. For a larger one, the
   * slope |g|^2 might not be a finite double, and 1 / |g| might not be a normal single.
   */
  private static final double LARGE_GRADIENT = 0x1p60;

  /**
   * What {@link #restore} needs besides the vectors.
   *
   * @param memory how many pairs are kept
   * @param free the row that the next pair is computed in. A library's bits may depend on where a
   *     row begins, so a restored pair is in the same row
   * @param gamma of the newest pair
   * @param curvatures s'y of each pair, the newest first
   */
  record Scalars(int memory, int free, double gamma, List<Double> curvatures) {}

  private final Blas blas;
  private final InnerProducts products;
  private final double resolution;
  private final Vector[] steps; // rows of one matrix, used in turn; one row is always free
  private final Vector[] changes;
  private final double[] curvatures; // s'y
  private final double[] alphas; // of the first loop of the recursion
  private int next; // the free row
  private int count;
  private double gamma;

  /**
   * Allocates memory for the pairs.
   *
   * @param memory how many pairs to keep
   * @param dimension the size of a step
   * @param resolution a pair is kept if s'y / (|s| |y|) is greater than this
   */
  CurvaturePairs(
      Arena arena, Blas blas, Precision precision, int memory, int dimension, double resolution) {
    this.blas = blas;
    this.products = new InnerProducts(blas);
    this.resolution = resolution;
    this.steps = rows(Matrix.allocate(arena, precision, memory + 1, dimension));
    this.changes = rows(Matrix.allocate(arena, precision, memory + 1, dimension));
    this.curvatures = new double[memory + 1];
    this.alphas = new double[memory + 1];
  }

  private static Vector[] rows(Matrix matrix) {
    return IntStream.range(0, matrix.rows()).mapToObj(matrix::row).toArray(Vector[]::new);
  }

  boolean isEmpty() {
    return count == 0;
  }

  void clear() {
    count = 0;
  }

  int count() {
    return count;
  }

  Scalars scalars() {
    return new Scalars(
        steps.length - 1,
        next,
        gamma,
        IntStream.rangeClosed(1, count).mapToObj(age -> curvatures[row(age)]).toList());
  }

  /** s and y of each pair, the newest first. */
  List<Vector> vectors() {
    return IntStream.rangeClosed(1, count)
        .mapToObj(this::row)
        .flatMap(row -> Stream.of(steps[row], changes[row]))
        .toList();
  }

  /**
   * Replaces all pairs.
   *
   * @param scalars those of as much memory
   * @param vectors s and y of each pair, the newest first, read
   */
  void restore(Scalars scalars, List<Vector> vectors) {
    next = scalars.free();
    count = scalars.curvatures().size();
    gamma = scalars.gamma();
    for (int age = 1; age <= count; age++) {
      int row = row(age);
      curvatures[row] = scalars.curvatures().get(age - 1);
      steps[row].copyFrom(vectors.get(2 * age - 2));
      changes[row].copyFrom(vectors.get(2 * age - 1));
    }
  }

  /**
   * Adds the pair of a step; replaces the oldest one if the memory is full. A pair whose curvature
   * s'y is not positive, or within rounding errors of 0, is skipped.
   *
   * @param x the start of the step, read
   * @param gradient the gradient at x, read
   * @param newX the end of the step, read
   * @param newGradient the gradient at newX, read
   */
  void add(Vector x, Vector gradient, Vector newX, Vector newGradient) {
    Vector s = difference(newX, x, steps[next]);
    Vector y = difference(newGradient, gradient, changes[next]);
    double curvature = products.dot(s, y);
    double change = products.norm(y);
    if (!(curvature > resolution * products.norm(s) * change)) {
      return;
    }
    curvatures[next] = curvature;
    gamma = curvature / change / change;
    next = (next + 1) % steps.length;
    count = Math.min(count + 1, steps.length - 1);
  }

  private Vector difference(Vector a, Vector b, Vector result) {
    blas.copy(a, result);
    blas.axpy(-1, b, result);
    return result;
  }

  /**
   * direction := -H gradient, by the two-loop recursion (Nocedal and Wright, algorithm 7.4). If
   * there are no pairs, H is the identity or, for a large gradient, the identity times a power of
   * 2, with 1 <= |H g| < 2.
   *
   * @param gradient read
   * @param gradientNorm its norm
   * @param direction written
   */
  void descend(Vector gradient, double gradientNorm, Vector direction) {
    blas.copy(gradient, direction);
    for (int age = 1; age <= count; age++) {
      int i = row(age);
      alphas[i] = products.dot(steps[i], direction) / curvatures[i];
      blas.axpy(-alphas[i], changes[i], direction);
    }
    blas.scal(count == 0 ? -firstScale(gradientNorm) : -gamma, direction);
    for (int age = count; age >= 1; age--) {
      int i = row(age);
      // The sign of the direction has changed since the first loop.
      blas.axpy(
          -alphas[i] - products.dot(changes[i], direction) / curvatures[i], steps[i], direction);
    }
  }

  private static double firstScale(double gradientNorm) {
    return gradientNorm <= LARGE_GRADIENT
        ? 1
        : Math.scalb(1.0, -Math.getExponent(gradientNorm)); // a power of 2 rounds nothing
  }

  /** The index of the pair that was added {@code age} pairs ago; the newest has age 1. */
  private int row(int age) {
    return Math.floorMod(next - age, steps.length);
  }
}
