/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import dev.panblas.matrix.Matrix;
import java.util.function.UnaryOperator;

/**
 * A matrix and the copy of it that kernels take. Nothing is copied before {@link #load}.
 *
 * @param original the operand of the call
 * @param packed its copy; the same object if kernels take the operand itself
 */
public record CopiedMatrix(Matrix original, Matrix packed) {

  /** A matrix that kernels take itself. */
  static CopiedMatrix none(Matrix a) {
    return new CopiedMatrix(a, a);
  }

  boolean isCopied() {
    return original != packed;
  }

  /** The same view of both, such as a block. */
  CopiedMatrix view(UnaryOperator<Matrix> view) {
    Matrix viewed = view.apply(packed);
    return new CopiedMatrix(isCopied() ? view.apply(original) : viewed, viewed);
  }

  /** Copies the elements from the operand; returns the copy. */
  Matrix load() {
    if (isCopied()) {
      packed.copyFrom(original);
    }
    return packed;
  }

  /** Copies the elements back. */
  void store() {
    if (isCopied()) {
      original.copyFrom(packed);
    }
  }
}
