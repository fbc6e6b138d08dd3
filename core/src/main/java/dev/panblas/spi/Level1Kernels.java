package dev.panblas.spi;

import dev.panblas.matrix.Vector;

/**
 * Vector with vector. Preconditions: those of {@link BlasKernels}, and sizes that agree.
 *
 * @see <a href="https://doi.org/10.1145/355841.355847">Lawson, Hanson, Kincaid, Krogh: Basic Linear
 *     Algebra Subprograms for Fortran Usage, ACM TOMS 5 (1979)</a>
 */
public interface Level1Kernels {

  /**
   * x and y exchange their elements.
   *
   * @param x read and written
   * @param y read and written
   */
  default void swap(Vector x, Vector y) {
    for (int i = 0; i < x.size(); i++) {
      double element = x.get(i);
      x.set(i, y.get(i));
      y.set(i, element);
    }
  }

  /**
   * x := alpha x. The stride of x is positive. Every element is multiplied, also by 0: NaN stays
   * NaN.
   *
   * @param alpha any value
   * @param x read and written
   */
  default void scal(double alpha, Vector x) {
    for (int i = 0; i < x.size(); i++) {
      x.set(i, alpha * x.get(i));
    }
  }

  /**
   * y := x.
   *
   * @param x read
   * @param y written
   */
  default void copy(Vector x, Vector y) {
    y.copyFrom(x);
  }

  /**
   * y := alpha x + y.
   *
   * @param alpha not 0
   * @param x read
   * @param y read and written
   */
  void axpy(double alpha, Vector x, Vector y);

  /**
   * The sum of x_i y_i, accumulated in the operands' precision or better.
   *
   * @param x read
   * @param y read
   * @return the inner product
   */
  double dot(Vector x, Vector y);

  /**
   * The root of the sum of x_i squared. It neither overflows nor underflows where the result does
   * not. The stride of x is positive.
   *
   * @param x read
   * @return the Euclidean norm
   */
  default double nrm2(Vector x) {
    return ScaledNorm.of(x);
  }

  /**
   * The sum of |x_i|. The stride of x is positive.
   *
   * @param x read
   * @return the sum
   */
  default double asum(Vector x) {
    double sum = 0;
    for (int i = 0; i < x.size(); i++) {
      sum += Math.abs(x.get(i));
    }
    return sum;
  }

  /**
   * The first index at which |x_i| is largest. The stride of x is positive. With a NaN in x the
   * result is any index.
   *
   * @param x read
   * @return an index from 0
   */
  default int iamax(Vector x) {
    int place = 0;
    double largest = Math.abs(x.get(0));
    for (int i = 1; i < x.size(); i++) {
      double element = Math.abs(x.get(i));
      if (element > largest) {
        largest = element;
        place = i;
      }
    }
    return place;
  }
}
