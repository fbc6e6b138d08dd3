/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarningsTest {

  @AfterEach
  void restoreLogging() throws IOException {
    LogManager.getLogManager().readConfiguration();
  }

  @Test
  void printsWarningsAsOneLineAndNothingBelow() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Warnings.printTo(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.Logger logger = System.getLogger("dev.panblas.cli.WarningsTest");
    logger.log(System.Logger.Level.INFO, "must not be printed");
    logger.log(System.Logger.Level.WARNING, "a library\n  is {0}", "missing");
    assertEquals(
        "warning: a library is missing" + System.lineSeparator(),
        printed.toString(StandardCharsets.UTF_8));
  }
}
