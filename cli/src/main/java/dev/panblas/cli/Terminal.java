package dev.panblas.cli;

import java.nio.charset.Charset;

/**
 * What standard error is connected to. The JVM cannot tell, so the launcher does: it sets the
 * property {@code panblas.terminal} to the terminal's width.
 *
 * @param width in characters; 0 where it is no terminal
 * @param drawsBlocks whether its character set has block elements
 */
record Terminal(int width, boolean drawsBlocks) {

  /** A file or a pipe. */
  static final Terminal NONE = new Terminal(0, false);

  static Terminal current(Charset charset) {
    return new Terminal(
        Integer.getInteger("panblas.terminal", 0), charset.newEncoder().canEncode('█'));
  }

  boolean isPresent() {
    return width > 0;
  }
}
