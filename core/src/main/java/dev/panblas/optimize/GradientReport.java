package dev.panblas.optimize;

import java.util.List;
import java.util.Locale;

/**
 * What a {@link GradientCheck} saw.
 *
 * @param blocks the parts of theta
 */
public record GradientReport(List<Block> blocks) {

  /**
   * Keeps the blocks.
   *
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
   * @param disagreeing how many of these do not agree with their numeric derivative
   * @param largestAbsolute the element with the largest absolute difference; one that is NaN if
   *     there is one
   * @param largestRelative the element with the largest relative difference; one that is NaN if
   *     there is one
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
   * @param analytic as the objective computed it
   * @param numeric the central difference
   * @param absolute |analytic - numeric|
   * @param relative that divided by the largest of |analytic|, |numeric| and the least derivative
   *     that a difference can tell from 0, cbrt(u) |f|
   * @param uncertainty how large the absolute difference of a right derivative may be
   */
  public record Difference(
      int index,
      double analytic,
      double numeric,
      double absolute,
      double relative,
      double uncertainty) {

    /**
     * Whether the derivative is right as far as differences can tell.
     *
     * @return true if the absolute difference is within the uncertainty; false for a NaN
     */
    public boolean agrees() {
      return absolute <= uncertainty;
    }
  }

  /**
   * Whether the gradient is right as far as differences can tell.
   *
   * @return true if no element disagrees
   */
  public boolean agrees() {
    return blocks.stream().allMatch(block -> block.disagreeing() == 0);
  }

  /** {@return a table with two lines a block: where the differences are largest} */
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
