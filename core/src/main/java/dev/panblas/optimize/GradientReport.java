package dev.panblas.optimize;

import java.util.List;
import java.util.Locale;

/**
 * What a {@link GradientCheck} saw.
 *
 * @param tolerance the relative difference that a right gradient stays below, by the precision's
 *     rounding error; an estimate, since it depends on third derivatives that nobody knows
 * @param blocks the parts of theta
 */
public record GradientReport(double tolerance, List<Block> blocks) {

  /**
   * Keeps the blocks.
   *
   * @param tolerance the relative difference that a right gradient stays below
   * @param blocks the parts of theta; copied
   */
  public GradientReport {
    blocks = List.copyOf(blocks);
  }

  /**
   * A part of theta.
   *
   * @param name its name
   * @param size how many elements it has
   * @param checked how many were looked at
   * @param largestAbsolute the element with the largest absolute difference; one that is NaN if
   *     there is one
   * @param largestRelative the element with the largest relative difference; one that is NaN if
   *     there is one
   */
  public record Block(
      String name, int size, int checked, Difference largestAbsolute, Difference largestRelative) {}

  /**
   * One element of the gradient.
   *
   * @param index its index in its block, from 0
   * @param analytic as the objective computed it
   * @param numeric the central difference
   * @param absolute |analytic - numeric|
   * @param relative that divided by the larger of the two's absolute values and what a difference
   *     can resolve, see {@link GradientCheck}
   */
  public record Difference(
      int index, double analytic, double numeric, double absolute, double relative) {}

  /**
   * Whether the gradient is right as far as differences can tell.
   *
   * @return true if every relative difference is within {@link #tolerance}; NaN is not
   */
  public boolean agrees() {
    return blocks.stream().allMatch(block -> block.largestRelative().relative() <= tolerance);
  }

  /** {@return a table with two lines a block: where the differences are largest} */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%-8s %15s  %-8s %9s %9s %7s %14s %14s%n",
            "block",
            "checked",
            "largest",
            "absolute",
            "relative",
            "index",
            "analytic",
            "numeric"));
    for (Block block : blocks) {
      String checked = block.checked() + " of " + block.size();
      append(table, block.name(), checked, "absolute", block.largestAbsolute());
      append(table, "", "", "relative", block.largestRelative());
    }
    return table
        .append(
            String.format(
                Locale.ROOT,
                "%s: relative differences up to %.1e are rounding and truncation",
                agrees() ? "agrees" : "differs",
                tolerance))
        .toString();
  }

  private static void append(
      StringBuilder table, String name, String checked, String largest, Difference at) {
    table.append(
        String.format(
            Locale.ROOT,
            "%-8s %15s  %-8s %9.1e %9.1e %7d %14.6e %14.6e%n",
            name,
            checked,
            largest,
            at.absolute(),
            at.relative(),
            at.index(),
            at.analytic(),
            at.numeric()));
  }
}
