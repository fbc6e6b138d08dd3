/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.division;

import dev.panblas.internal.scratch.Scratch;
import dev.panblas.internal.scratch.ScratchPool;
import dev.panblas.internal.team.Team;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Operand;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Threading;
import java.util.function.IntConsumer;

/**
 * The routines of level 1, divided. Elementwise routines are cut into ranges. A sum, a norm or an
 * inner product is computed in blocks that do not depend on the thread count; their results are
 * added along a fixed tree, in double. The arguments are those of {@link BlasKernels}, and a small
 * call is one call of the kernels.
 */
@SuppressWarnings("doclint:missing") // the parameters are those of the SPI
public abstract sealed class DividedLevel1 permits DividedLevel2 {

  /** The fewest elements of a vector or a matrix in a call that is not small. */
  final long fewestElements;

  final BlasKernels kernels;
  final Division division;

  DividedLevel1(BlasKernels kernels, Division division) {
    this.kernels = kernels;
    this.division = division;
    this.fewestElements = division.fewestElements();
  }

  /**
   * Whether the facade divides calls: the threads of another team would come on top of ours. Asked
   * in each call, because the program may give a native library threads at any time.
   */
  public final boolean divides() {
    return kernels.threading() == Threading.CALLING_THREAD;
  }

  /** Memory for copies of so many bytes, for which a call that kernels make does not wait. */
  public final Scratch borrow(long bytes) {
    return ScratchPool.SHARED.borrow(kernels, bytes, LongCalls.isHere());
  }

  private boolean isSmall(Vector x) {
    return x.size() < fewestElements || !divides();
  }

  private boolean isOneBlock(Vector x) {
    return x.size() <= division.sizes().blockElements() || !divides();
  }

  /**
   * Computes parts on the team; or all of them on this thread, if an operand is confined to it, or
   * if kernels make this call.
   */
  protected void run(int parts, IntConsumer part, Operand... operands) {
    boolean shared = division.threads() > 1 && !LongCalls.isHere();
    for (Operand operand : operands) {
      shared &= Team.canAccess(operand.segment());
    }
    Team.SHARED.run((worker, index) -> part.accept(index), parts, shared ? division.threads() : 1);
  }

  /** A call on a range of elements. */
  private interface Range {
    void call(int from, int size);
  }

  private void ranges(Range range, Vector... operands) {
    int size = operands[0].size();
    Cut cut = Cut.into(division.partsOfElements(size), size);
    run(
        cut.count(),
        part -> {
          int elements = cut.size(part);
          requireUsable(operands);
          LongCalls.elements(
              kernels,
              (long) elements * operands.length,
              () -> range.call(cut.from(part), elements));
        },
        operands);
  }

  /** Another thread may have closed an operand's memory since the last library call. */
  static void requireUsable(Operand... operands) {
    for (Operand operand : operands) {
      operand.requireUsable("an operand");
    }
  }

  /** x := c x + s y, and y := c y - s x. */
  public void rot(Vector x, Vector y, double c, double s) {
    if (isSmall(x)) {
      kernels.rot(x, y, c, s);
    } else {
      ranges((from, size) -> kernels.rot(x.slice(from, size), y.slice(from, size), c, s), x, y);
    }
  }

  /** x := h11 x + h12 y, and y := h21 x + h22 y. */
  public void rotm(Vector x, Vector y, ModifiedGivens h) {
    if (isSmall(x)) {
      kernels.rotm(x, y, h);
    } else {
      ranges((from, size) -> kernels.rotm(x.slice(from, size), y.slice(from, size), h), x, y);
    }
  }

  /** Exchanges x and y. */
  public void swap(Vector x, Vector y) {
    if (isSmall(x)) {
      kernels.swap(x, y);
    } else {
      ranges((from, size) -> kernels.swap(x.slice(from, size), y.slice(from, size)), x, y);
    }
  }

  /** x := alpha x. */
  public void scal(double alpha, Vector x) {
    if (isSmall(x)) {
      kernels.scal(alpha, x);
    } else {
      ranges((from, size) -> kernels.scal(alpha, x.slice(from, size)), x);
    }
  }

  /** y := x. */
  public void copy(Vector x, Vector y) {
    if (isSmall(x)) {
      kernels.copy(x, y);
    } else {
      ranges((from, size) -> kernels.copy(x.slice(from, size), y.slice(from, size)), x, y);
    }
  }

  /** y := alpha x + y. */
  public void axpy(double alpha, Vector x, Vector y) {
    if (isSmall(x)) {
      kernels.axpy(alpha, x, y);
    } else {
      ranges((from, size) -> kernels.axpy(alpha, x.slice(from, size), y.slice(from, size)), x, y);
    }
  }

  /** y := alpha x + beta y. */
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    if (isSmall(x)) {
      kernels.axpby(alpha, x, beta, y);
    } else {
      ranges(
          (from, size) -> kernels.axpby(alpha, x.slice(from, size), beta, y.slice(from, size)),
          x,
          y);
    }
  }

  /** A number computed from a range of elements. */
  private interface Block {
    double of(int from, int size);
  }

  private double[] blocks(Block block, Vector... operands) {
    Cut cut = division.blocks(operands[0].size());
    double[] results = new double[cut.count()];
    run(
        results.length,
        index -> {
          requireUsable(operands);
          results[index] = block.of(cut.from(index), cut.size(index));
        },
        operands);
    return results;
  }

  /** The sum of the results, in pairs. */
  private static double sum(double[] results, int from, int to) {
    if (to - from == 1) {
      return results[from];
    }
    int middle = (from + to) >>> 1;
    return sum(results, from, middle) + sum(results, middle, to);
  }

  private double sumOfBlocks(Block block, Vector... operands) {
    double[] results = blocks(block, operands);
    return sum(results, 0, results.length);
  }

  /** The sum of x_i y_i. */
  public double dot(Vector x, Vector y) {
    return isOneBlock(x)
        ? kernels.dot(x, y)
        : sumOfBlocks((from, size) -> kernels.dot(x.slice(from, size), y.slice(from, size)), x, y);
  }

  /** The sum of x_i y_i, accumulated in double. */
  public double dsdot(Vector x, Vector y) {
    return isOneBlock(x)
        ? kernels.dsdot(x, y)
        : sumOfBlocks(
            (from, size) -> kernels.dsdot(x.slice(from, size), y.slice(from, size)), x, y);
  }

  /** alpha plus the sum of x_i y_i, accumulated in double. */
  public double sdsdot(double alpha, Vector x, Vector y) {
    return isOneBlock(x) ? kernels.sdsdot(alpha, x, y) : alpha + dsdot(x, y);
  }

  /** The sum of |x_i|. */
  public double asum(Vector x) {
    return isOneBlock(x)
        ? kernels.asum(x)
        : sumOfBlocks((from, size) -> kernels.asum(x.slice(from, size)), x);
  }

  /** The sum of x_i. */
  public double sum(Vector x) {
    return isOneBlock(x)
        ? kernels.sum(x)
        : sumOfBlocks((from, size) -> kernels.sum(x.slice(from, size)), x);
  }

  /** The square root of the sum of x_i^2. */
  public double nrm2(Vector x) {
    if (isOneBlock(x)) {
      return kernels.nrm2(x);
    }
    double[] norms = blocks((from, size) -> kernels.nrm2(x.slice(from, size)), x);
    double largest = 0;
    for (double norm : norms) {
      largest = Math.max(largest, norm); // NaN if one of them is
    }
    if (largest == 0 || largest == Double.POSITIVE_INFINITY) {
      return largest;
    }
    for (int i = 0; i < norms.length; i++) {
      double scaled = norms[i] / largest;
      norms[i] = scaled * scaled;
    }
    return largest * Math.sqrt(sum(norms, 0, norms.length));
  }

  /** The first index of the largest |x_i|. */
  public int iamax(Vector x) {
    if (isOneBlock(x)) {
      return kernels.iamax(x);
    }
    double[] indices =
        blocks((from, size) -> from + (double) kernels.iamax(x.slice(from, size)), x);
    int first = (int) indices[0];
    for (double index : indices) {
      if (Math.abs(x.get((int) index)) > Math.abs(x.get(first))) {
        first = (int) index;
      }
    }
    return first;
  }
}
