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
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanblasNetlibPluginTest {

  private final List<String> logged = new ArrayList<>();
  private final Driver driver = new Driver(new Collected());

  @TempDir Path work;

  private Path file;
  private Path copy;
  private Path other;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(work.resolve("libopenblas.so.0"), "a library");
    copy = Files.copy(file, work.resolve("copy.so"));
    other = Files.writeString(work.resolve("other.so"), "b library");
  }

  @Test
  @DisplayName("equal reports are logged once each; copies of a library are equal")
  void equalReports() throws Exception {
    receive("the driver", installed(file, "0.3.31", "Zen"));
    receive("executor 1", installed(copy, "0.3.31", "Zen"));
    receive("executor 1", installed(copy, "0.3.31", "Zen"));
    assertEquals(
        List.of(
            "INFO the driver uses " + file + ", OpenBLAS 0.3.31, core Zen",
            "INFO executor 1 uses " + copy + ", OpenBLAS 0.3.31, core Zen"),
        logged);
  }

  @Test
  void anotherFileVersionOrCoreIsAWarning() throws Exception {
    receive("the driver", installed(file, "0.3.31", "Zen"));
    receive("executor 1", installed(other, "0.3.31", "Zen"));
    receive("executor 2", installed(file, "0.3.30", "Zen"));
    receive("executor 3", installed(file, "0.3.31", "Haswell"));
    assertEquals(4, logged.size());
    for (String warning : logged.subList(1, 4)) {
      assertTrue(warning.startsWith("WARNING executor "), warning);
      assertTrue(warning.contains("; but the driver uses " + file), warning);
      assertTrue(warning.contains("may differ in their last bits"), warning);
    }
  }

  @Test
  void aProcessWithoutTheLibraryIsAWarningWithTheReason() throws Exception {
    Installation refused =
        Installation.refused(new UnusableLibraryException("it is too late", "install first"));
    receive("the driver", refused);
    receive("executor 1", installed(file, "0.3.31", "Zen"));
    assertEquals(
        "WARNING the driver uses netlib without Panblas's library: it is too late; to fix it,"
            + " install first",
        logged.get(0));
    assertTrue(logged.get(1).startsWith("WARNING executor 1 uses " + file), logged::toString);
  }

  @Test
  void aFileThatIsRemovedLaterIsAWarning() throws Exception {
    receive("the driver", installed(file, "0.3.31", "Zen"));
    Files.delete(copy);
    receive("executor 1", installed(copy, "0.3.31", "Zen"));
    String warning = logged.get(1);
    assertTrue(warning.startsWith("WARNING executor 1 uses " + copy + ", OpenBLAS"), warning);
    assertTrue(warning.contains("(the file cannot be compared: "), warning);
  }

  @Test
  void anExceptionIsAReportWithTheRemedy() {
    Report report =
        Report.install(
            "the driver",
            () -> {
              throw new IllegalStateException("wrong");
            });
    assertEquals(
        "the driver uses netlib without Panblas's library: java.lang.IllegalStateException: wrong;"
            + " report this, and remove spark.plugins to run without Panblas",
        report.toString());
  }

  /** As Spark sends it. */
  private void receive(String process, Installation installation) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(Report.install(process, () -> installation));
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
