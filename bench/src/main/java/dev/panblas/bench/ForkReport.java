/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Json;
import dev.panblas.blas.Blas;
import dev.panblas.cli.shared.Machine;
import dev.panblas.spi.LibraryInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances that a JMH fork reports, in the file that a property names. Without the
 * property nothing is written. The last report is the valid one.
 */
public final class ForkReport {

  /** The property that names the file. */
  public static final String FILE_PROPERTY = "panblas.bench.report";

  /** A fact: the schedule. */
  public static final String SCHEDULE = "schedule";

  /** A fact: the bytes allocated besides samples, parameters and gradient. */
  public static final String WORKSPACE = "workspace bytes";

  /** A fact: the cost at the end of a training. */
  public static final String COST = "cost";

  /** A fact: a training's iterations. */
  public static final String ITERATIONS = "iterations";

  /** A fact: the evaluations of cost and gradient in a training. */
  public static final String EVALUATIONS = "evaluations";

  /** A fact: the 99th percentile of the times of calls, in seconds. */
  public static final String PERCENTILE_99 = "p99 seconds";

  private ForkReport() {}

  /**
   * Reports the library of a benchmark.
   *
   * @param library computes the products
   */
  public static void write(LibraryInfo library) {
    write(library, Map.of());
  }

  /**
   * Reports the library of a benchmark and other facts.
   *
   * @param library computes the products
   * @param facts values by name
   */
  public static void write(LibraryInfo library, Map<String, String> facts) {
    write(Circumstances.Library.of(library), facts);
  }

  /** Reports a benchmark that uses no library. */
  static void writeWithoutLibrary() {
    write((Circumstances.Library) null, Map.of());
  }

  private static void write(Circumstances.@Nullable Library library, Map<String, String> facts) {
    String file = System.getProperty(FILE_PROPERTY);
    if (file == null) {
      return;
    }
    Circumstances here =
        new Circumstances(library, "JDK " + Machine.jdkName(), Blas.vectorInstructions(), facts);
    try {
      Files.writeString(Path.of(file), Json.line(here));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
