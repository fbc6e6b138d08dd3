package dev.panblas.bench;

import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Machine;
import dev.panblas.internal.simd.VectorSupport;
import dev.panblas.spi.LibraryInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a JMH fork tells of itself to whoever started it: into the file that a property names, or to
 * nobody. The last report counts.
 */
public final class ForkReport {

  /** The property that names the file. */
  public static final String FILE_PROPERTY = "panblas.bench.report";

  /** A fact: the schedule that was run. */
  public static final String SCHEDULE = "schedule";

  /** A fact: the bytes that were allocated besides samples, parameters and gradient. */
  public static final String WORKSPACE = "workspace bytes";

  /** A fact: the cost at the end of a training. */
  public static final String COST = "cost";

  /** A fact: a training's iterations. */
  public static final String ITERATIONS = "iterations";

  /** A fact: how often cost and gradient were computed in a training. */
  public static final String EVALUATIONS = "evaluations";

  private ForkReport() {}

  /**
   * Tells on what a benchmark runs.
   *
   * @param library where its products run
   */
  public static void tell(LibraryInfo library) {
    tell(library, Map.of());
  }

  /**
   * Tells on what a benchmark runs.
   *
   * @param library where its products run
   * @param facts what else is worth knowing, by name
   */
  public static void tell(LibraryInfo library, Map<String, String> facts) {
    write(Circumstances.Library.of(library), facts);
  }

  /** Tells that a benchmark runs in Java alone. */
  static void tellOfJava() {
    write(null, Map.of());
  }

  private static void write(Circumstances.@Nullable Library library, Map<String, String> facts) {
    String file = System.getProperty(FILE_PROPERTY);
    if (file == null) {
      return;
    }
    Circumstances here =
        new Circumstances(library, "JDK " + Machine.jdkName(), VectorSupport.describe(), facts);
    try {
      Files.writeString(Path.of(file), Json.line(here));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
