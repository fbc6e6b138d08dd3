/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.netlib.Installation.Library;
import dev.panblas.netlib.Installation.Use;
import dev.panblas.netlib.PanblasNetlibPlugin.Driver;
import dev.panblas.netlib.PanblasNetlibPlugin.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class PanblasNetlibPluginTest {

  private static final Path FILE = Path.of("cache", "libopenblas.so.0");

  private final List<String> logged = new ArrayList<>();
  private final Driver driver = new Driver(new Collected());

  @Test
  void equalReportsAreLoggedOnceEach() throws Exception {
    receive("the driver", installed(FILE, "0.3.31", "Zen"));
    receive("executor 1", installed(FILE, "0.3.31", "Zen"));
    receive("executor 1", installed(FILE, "0.3.31", "Zen"));
    assertEquals(
        List.of(
            "INFO the driver uses " + FILE + ", OpenBLAS 0.3.31, core Zen",
            "INFO executor 1 uses " + FILE + ", OpenBLAS 0.3.31, core Zen"),
        logged);
  }

  @Test
  void anotherFileVersionOrCoreIsAWarning() throws Exception {
    receive("the driver", installed(FILE, "0.3.31", "Zen"));
    receive("executor 1", installed(Path.of("other.so"), "0.3.31", "Zen"));
    receive("executor 2", installed(FILE, "0.3.30", "Zen"));
    receive("executor 3", installed(FILE, "0.3.31", "Haswell"));
    assertEquals(4, logged.size());
    for (String warning : logged.subList(1, 4)) {
      assertTrue(warning.startsWith("WARNING executor "), warning);
      assertTrue(warning.contains("; but the driver uses " + FILE), warning);
      assertTrue(warning.contains("may differ in their last bits"), warning);
    }
  }

  @Test
  void aProcessWithoutTheLibraryIsAWarningWithTheReason() throws Exception {
    Installation refused =
        Installation.refused(new UnusableLibraryException("it is too late", "install first"));
    receive("the driver", refused);
    receive("executor 1", installed(FILE, "0.3.31", "Zen"));
    assertEquals(
        "WARNING the driver uses netlib without Panblas's library: it is too late; to fix it,"
            + " install first",
        logged.get(0));
    assertTrue(logged.get(1).startsWith("WARNING executor 1 uses " + FILE), logged::toString);
  }

  /** As Spark sends it. */
  private void receive(String process, Installation installation) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Report.of(process, installation));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      driver.receive(in.readObject());
    }
  }

  private static Installation installed(Path file, String version, String core) {
    Use use = Use.of(file, "called by a test");
    Library library = new Library(file, "OpenBLAS " + version, Optional.of(core), 1);
    return new Installation(Optional.of(library), use, use, use);
  }

  private final class Collected implements System.Logger {

    @Override
    public String getName() {
      return "collected";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      logged.add(level + " " + message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      logged.add(level + " " + format);
    }
  }
}
