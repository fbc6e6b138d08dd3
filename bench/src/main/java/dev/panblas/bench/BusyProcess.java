/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Another process on the machine, with a thread for each processor that never waits. It ends when
 * its standard input ends, and so also when the process that started it dies.
 */
public final class BusyProcess implements AutoCloseable {

  private static final int SECONDS_TO_END = 10;

  private final Process process;

  /**
   * Starts the process and returns when its threads run.
   *
   * @throws IOException if it cannot be started
   */
  BusyProcess() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                absolute(System.getProperty("java.class.path")),
                BusyProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() < 0) {
      process.destroyForcibly();
      throw new IOException("the busy process ended before its threads had started");
    }
  }

  private static String absolute(String classPath) {
    StringBuilder absolute = new StringBuilder();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      absolute
          .append(absolute.isEmpty() ? "" : File.pathSeparator)
          .append(Path.of(entry).toAbsolutePath());
    }
    return absolute.toString();
  }

  /** Ends the process. */
  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        throw new IOException("the busy process did not end within " + SECONDS_TO_END + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Keeps all processors busy until the standard input ends.
   *
   * @param args ignored
   * @throws IOException if the standard input cannot be read
   */
  public static void main(String[] args) throws IOException {
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread.ofPlatform().daemon().start(BusyProcess::spin);
    }
    System.out.write(1);
    System.out.flush();
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  private static void spin() {
    Thread self = Thread.currentThread();
    while (!self.isInterrupted()) { // never: daemon threads end with their process
      // a loop without a wait keeps the processor busy
    }
  }
}
