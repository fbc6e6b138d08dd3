/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.operations;

import dev.panblas.internal.elementwise.Sigmoid;
import java.util.function.DoubleUnaryOperator;

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

  Unary SIGMOID =
      new Unary() {
        @Override
        public void apply(double[] a, int count) {
          for (int k = 0; k < count; k++) {
            a[k] = Sigmoid.of(a[k]);
          }
        }

        @Override
        public void apply(float[] a, int count) {
          for (int k = 0; k < count; k++) {
            a[k] = Sigmoid.of(a[k]);
          }
        }
      };

  Unary EXP = of(Math::exp);
  Unary LOG = of(Math::log);
  Unary TANH = of(Math::tanh);

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
