/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import java.util.List;
import java.util.Locale;

/**
 * The result of a {@link GradientCheck}.
 *
 * @param blocks the blocks of theta
 */
public record GradientReport(List<Block> blocks) {

  /**
   * Copies the list.
   *
   * @param blocks the blocks of theta
   */
  public GradientReport {
    blocks = List.copyOf(blocks);
  }

  /**
   * A block of theta.
   *
   * @param name its name
   * @param size the number of its elements
   * @param checked how many of them were checked
   * @param disagreeing how many of the checked ones disagree with their numeric derivative
   * @param largestAbsolute the element with the largest absolute difference; NaN counts as the
   *     largest
   * @param largestRelative the element with the largest relative difference; NaN counts as the
   *     largest
   */
  public record Block(
      String name,
      int size,
      int checked,
      int disagreeing,
      Difference largestAbsolute,
      Difference largestRelative) {}

  /**
   * One element of the gradient.
   *
   * @param index its index in its block, from 0
   * @param analytic the derivative that the objective computed
   * @param numeric the central difference
   * @param absolute |analytic - numeric|
   * @param relative the absolute difference divided by the largest of |analytic|, |numeric| and the
   *     resolution of a difference, cbrt(u) |f|
   * @param uncertainty the largest absolute difference at which the derivatives agree
   */
  public record Difference(
      int index,
      double analytic,
      double numeric,
      double absolute,
      double relative,
      double uncertainty) {

    /**
     * Whether analytic and numeric derivative agree.
     *
     * @return true if the absolute difference is within the uncertainty; false if it is NaN
     */
    public boolean agrees() {
      return absolute <= uncertainty;
    }
  }

  /**
   * Whether all checked elements agree.
   *
   * @return true if no element disagrees
   */
  public boolean agrees() {
    return blocks.stream().allMatch(block -> block.disagreeing() == 0);
  }

  /**
   * {@return a table with two lines for each block: its largest absolute and relative difference}
   */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%-8s %8s %8s %8s  %-8s %9s %9s %8s %14s %14s",
            "block",
            "size",
            "checked",
            "differ",
            "largest",
            "absolute",
            "relative",
            "index",
            "analytic",
            "numeric"));
    for (Block block : blocks) {
      table.append(
          String.format(
              Locale.ROOT,
              "%n%-8s %8d %8d %8d  %s%n%36s %s",
              block.name(),
              block.size(),
              block.checked(),
              block.disagreeing(),
              line("absolute", block.largestAbsolute()),
              "",
              line("relative", block.largestRelative())));
    }
    return table.toString();
  }

  private static String line(String largest, Difference at) {
    return String.format(
        Locale.ROOT,
        "%-8s %9.1e %9.1e %8d %14.6e %14.6e",
        largest,
        at.absolute(),
        at.relative(),
        at.index(),
        at.analytic(),
        at.numeric());
  }
}
