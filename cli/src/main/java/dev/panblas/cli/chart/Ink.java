/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.chart;

import java.util.List;
import java.util.Locale;

/**
 * The colours of charts and reports, on a light page and on a dark one. Text has a contrast of at
 * least 4.5 to the page, and a line or a bar of at least 3, as WCAG 2.1 asks for. The colours of
 * series differ in lightness or blueness too, for people who see no red or no green.
 */
public enum Ink {
  /** The page. */
  PAGE(0xffffff, 0x15181c),
  /** Text. */
  TEXT(0x1d2125, 0xe6e8ea),
  /** Text of less importance. */
  MUTED(0x5a6068, 0xa5acb4),
  /** Lines of a grid. */
  GRID(0xdcdfe3, 0x363b42),
  /** The first series, and all bars of Panblas. */
  OWN(0x1f5fa8, 0x6cb0ff),
  /** The second series, and all bars of rivals. */
  RIVAL(0xc25400, 0xff9f55),
  /** The third series. */
  THIRD(0x00795a, 0x45cfa2),
  /** The fourth series. */
  FOURTH(0x7a4a9c, 0xc9a2ec),
  /** The fifth series. */
  FIFTH(0x8a6a1f, 0xe0c25c),
  /** The sixth series. */
  SIXTH(0x0b7595, 0x5fd0f0),
  /** The seventh series. */
  SEVENTH(0xb0407f, 0xf58fc8),
  /** The eighth series. */
  EIGHTH(0x555555, 0xbdbdbd);

  /** The colours of series, in turn. */
  public static final List<Ink> SERIES =
      List.of(OWN, RIVAL, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH, EIGHTH);

  private final int light;
  private final int dark;

  Ink(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  /**
   * The colour on a light page.
   *
   * @return red, green and blue, 8 bits each
   */
  public int light() {
    return light;
  }

  /**
   * The colour on a dark page.
   *
   * @return red, green and blue, 8 bits each
   */
  public int dark() {
    return dark;
  }

  /**
   * The reference to this colour in a style sheet that {@link #style} has written.
   *
   * @return a value of CSS
   */
  public String css() {
    return "var(--" + name().toLowerCase(Locale.ROOT) + ")";
  }

  /**
   * The definitions of the colours, light or dark as the reader prefers.
   *
   * @param selector of the elements that use them
   * @return rules of CSS
   */
  public static String style(String selector) {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder();
    for (Ink ink : values()) {
      String name = "--" + ink.name().toLowerCase(Locale.ROOT);
      light.append(String.format(Locale.ROOT, "%s:#%06x;", name, ink.light));
      dark.append(String.format(Locale.ROOT, "%s:#%06x;", name, ink.dark));
    }
    return String.format(
        Locale.ROOT,
        "%1$s{%2$s}@media(prefers-color-scheme:dark){%1$s{%3$s}}",
        selector,
        light,
        dark);
  }
}
