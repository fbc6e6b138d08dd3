/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.internal.elementwise.DoubleExponentials;
import dev.panblas.internal.elementwise.FloatExponentials;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** An operation on each element of an array. */
interface Unary {

  /** Loops of its own, because C2 vectorises no function that it does not see. */
  Unary NEGATIVE =
      new Unary() {
        @Override
        public void apply(double[] a, int count) {
          for (int k = 0; k < count; k++) {
            a[k] = -a[k];
          }
        }

        @Override
        public void apply(float[] a, int count) {
          for (int k = 0; k < count; k++) {
            a[k] = -a[k];
          }
        }
      };

  Unary ABS =
      new Unary() {
        @Override
        public void apply(double[] a, int count) {
          for (int k = 0; k < count; k++) {
            a[k] = Math.abs(a[k]);
          }
        }

        @Override
        public void apply(float[] a, int count) {
          for (int k = 0; k < count; k++) {
            a[k] = Math.abs(a[k]);
          }
        }
      };

  Unary SQRT =
      new Unary() {
        @Override
        public void apply(double[] a, int count) {
          for (int k = 0; k < count; k++) {
            a[k] = Math.sqrt(a[k]);
          }
        }

        @Override
        public void apply(float[] a, int count) {
          for (int k = 0; k < count; k++) {
            a[k] = (float) Math.sqrt(a[k]);
          }
        }
      };

  Unary LOG = of(Math::log);

  void apply(double[] a, int count);

  void apply(float[] a, int count);

  static Unary of(DoubleUnaryOperator function) {
    return new Unary() {
      @Override
      public void apply(double[] a, int count) {
        for (int k = 0; k < count; k++) {
          a[k] = function.applyAsDouble(a[k]);
        }
      }

      @Override
      public void apply(float[] a, int count) {
        for (int k = 0; k < count; k++) {
          a[k] = (float) function.applyAsDouble(a[k]);
        }
      }
    };
  }

  /** {@link dev.panblas.internal.elementwise.Exponential}, for one call with blocks of one size. */
  static Unary exp() {
    return exponential(DoubleExponentials::exp, FloatExponentials::exp);
  }

  /** {@link dev.panblas.internal.elementwise.Sigmoid}, for one call with blocks of one size. */
  static Unary sigmoid() {
    return exponential(DoubleExponentials::sigmoid, FloatExponentials::sigmoid);
  }

  /**
   * {@link dev.panblas.internal.elementwise.HyperbolicTangent}, for one call with blocks of one
   * size.
   */
  static Unary tanh() {
    return exponential(DoubleExponentials::tanh, FloatExponentials::tanh);
  }

  /**
   * An operation of loops that have memory of their own.
   *
   * @param <L> the loops
   * @param <A> an array
   */
  @FunctionalInterface
  interface Loop<L, A> {
    void apply(L loops, int count, A a);
  }

  private static Unary exponential(
      Loop<DoubleExponentials, double[]> onDoubles, Loop<FloatExponentials, float[]> onFloats) {
    return new Unary() {
      private @Nullable DoubleExponentials doubles;
      private @Nullable FloatExponentials floats;

      @Override
      public void apply(double[] a, int count) {
        if (doubles == null) {
          doubles = new DoubleExponentials(a.length);
        }
        onDoubles.apply(doubles, count, a);
      }

      @Override
      public void apply(float[] a, int count) {
        if (floats == null) {
          floats = new FloatExponentials(a.length);
        }
        onFloats.apply(floats, count, a);
      }
    };
  }

  static Unary scale(double alpha) {
    float rounded = (float) alpha;
    return new Unary() {
      @Override
      public void apply(double[] a, int count) {
        for (int k = 0; k < count; k++) {
          a[k] *= alpha;
        }
      }

      @Override
      public void apply(float[] a, int count) {
        for (int k = 0; k < count; k++) {
          a[k] *= rounded;
        }
      }
    };
  }
}
