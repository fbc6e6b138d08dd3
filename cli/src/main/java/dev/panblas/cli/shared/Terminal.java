/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.nio.charset.Charset;

/**
 * The terminal of standard error. The JVM cannot query it, so the launcher sets the property {@code
 * panblas.terminal} to the terminal's width.
 *
 * @param width in characters; 0 if standard error is not a terminal
 * @param drawsBlocks whether its character set has block elements
 */
public record Terminal(int width, boolean drawsBlocks) {

  /** A file or a pipe. */
  public static final Terminal NONE = new Terminal(0, false);

  /**
   * The terminal that the launcher found.
   *
   * @param charset the character set of standard error
   * @return the terminal, of width 0 if there is none
   */
  public static Terminal current(Charset charset) {
    return new Terminal(
        Integer.getInteger("panblas.terminal", 0), charset.newEncoder().canEncode('█'));
  }

  /**
   * Whether standard error is a terminal.
   *
   * @return whether the width is known
   */
  public boolean isPresent() {
    return width > 0;
  }
}
