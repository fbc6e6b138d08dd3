/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The terminal of standard error. The JVM cannot query it, so the launcher sets the property {@code
 * panblas.terminal} to the terminal's width.
 *
 * @param width in characters; 0 if standard error is not a terminal that can redraw a line
 * @param drawsBlocks whether its character set has block elements
 * @param takesEscapes whether escape sequences may be printed
 */
public record Terminal(int width, boolean drawsBlocks, boolean takesEscapes) {

  /** A file or a pipe. */
  public static final Terminal NONE = new Terminal(0, false, false);

  /** As in the launcher. The size is that of standard input, so standard error is made that. */
  private static final String SIZE = "stty size <&2 2>/dev/null";

  /**
   * The terminal that the launcher found.
   *
   * @param charset the character set of standard error
   * @param environment the environment's variables
   * @return the terminal, of width 0 if there is none
   */
  public static Terminal current(Charset charset, Map<String, String> environment) {
    boolean takesEscapes =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        Integer.getInteger("panblas.terminal", 0),
        charset.newEncoder().canEncode('█'),
        takesEscapes);
  }

  /**
   * Whether standard error is a terminal.
   *
   * @return whether the width is known
   */
  public boolean isPresent() {
    return width > 0;
  }

  /**
   * Asks for the width of this process's terminal.
   *
   * @return the width, or empty if it cannot be found
   */
  static OptionalInt measure() {
    try {
      Process stty = new ProcessBuilder("sh", "-c", SIZE).redirectError(Redirect.INHERIT).start();
      stty.getOutputStream().close();
      byte[] size = stty.getInputStream().readAllBytes();
      String columns = new String(size, StandardCharsets.US_ASCII).strip().replaceFirst(".* ", "");
      return columns.matches("[1-9][0-9]{0,5}")
          ? OptionalInt.of(Integer.parseInt(columns))
          : OptionalInt.empty();
    } catch (IOException noShell) {
      return OptionalInt.empty();
    }
  }
}
