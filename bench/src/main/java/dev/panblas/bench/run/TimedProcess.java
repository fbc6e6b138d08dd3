/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import com.sun.management.OperatingSystemMXBean;
import dev.panblas.bench.ForkReport;
import dev.panblas.bench.OwnOperations;
import dev.panblas.bench.result.Circumstances;
import dev.panblas.bench.result.Json;
import dev.panblas.bench.result.Line;
import dev.panblas.bench.result.Load;
import dev.panblas.bench.result.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that times some rows, one after another, and prints a line for each. All rows are
 * prepared and called for a while before the first one is timed, so that the compiler is done.
 */
public final class TimedProcess {

  private static final double NANOS = 1e9;

  private TimedProcess() {}

  /**
   * The input of the process.
   *
   * @param rows the rows to time, in this order
   * @param pace how long
   */
  public record Order(List<Row> rows, Pace pace) {

    /** The rows are copied. */
    public Order {
      rows = List.copyOf(rows);
    }
  }

  /**
   * How long a row is timed. A row has at least one sample of one call.
   *
   * @param warmMillis the time before the first sample of any row
   * @param samples the number of samples
   * @param sampleMillis the time of a sample, in which short calls are repeated
   */
  public record Pace(long warmMillis, int samples, long sampleMillis) {}

  /** Knows the rows of some subjects. */
  public interface Subjects {

    /**
     * Prepares a row, checks its first result and reports its library to {@link ForkReport}.
     *
     * @param row the row
     * @return the call that it times
     * @throws Exception if it cannot be prepared
     */
    Runnable prepare(Row row) throws Exception;
  }

  /** A row that is prepared. */
  private record Prepared(Row row, Runnable operation, @Nullable Circumstances circumstances) {}

  /**
   * Times rows of this project.
   *
   * @param args the file of an {@link Order}, and a file for the report of the subject
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] args) throws IOException {
    run(args, TimedProcess::own);
  }

  /**
   * Prepares a row of this project.
   *
   * @param row the row
   * @return the call that it times
   */
  public static Runnable own(Row row) {
    return OwnOperations.prepare(row.question(), row.subject(), row.parameters());
  }

  /**
   * Times rows.
   *
   * @param args the file of an {@link Order}, and a file for the report of the subject
   * @param subjects prepares the rows
   * @throws IOException if a file cannot be read
   */
  public static void run(String[] args, Subjects subjects) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err); // what libraries print must not be among the lines
    Order order = Json.read(Files.readString(Path.of(args[0])), Order.class);
    Path report = Path.of(args[1]);
    System.setProperty(ForkReport.FILE_PROPERTY, report.toString());
    List<Line> lines = new ArrayList<>();
    List<Prepared> prepared = new ArrayList<>();
    for (Row row : order.rows()) {
      Files.deleteIfExists(report);
      try {
        Runnable operation = subjects.prepare(row);
        Circumstances circumstances =
            Files.exists(report) ? Json.read(Files.readString(report), Circumstances.class) : null;
        prepared.add(new Prepared(row, operation, circumstances));
      } catch (Exception | LinkageError failure) {
        lines.add(Line.ofFailure(row, reason(failure)));
      }
    }
    lines.addAll(timed(prepared, order.pace()));
    lines.forEach(line -> out.println(Json.line(line)));
    out.flush();
    System.exit(0); // threads of libraries may not end by themselves
  }

  private static String reason(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first.toString();
  }

  private static List<Line> timed(List<Prepared> prepared, Pace pace) {
    List<Long> bulks = new ArrayList<>();
    for (Prepared each : prepared) {
      bulks.add(warm(each.operation, pace));
    }
    List<Line> lines = new ArrayList<>();
    Optional<Load> begin = Load.now();
    for (int i = 0; i < prepared.size(); i++) {
      lines.add(timed(prepared.get(i), bulks.get(i), pace));
    }
    // Of all rows together: a clock tick is long compared with the samples of one row.
    OptionalDouble others =
        begin.isEmpty()
            ? OptionalDouble.empty()
            : Load.now().map(begin.get()::othersUntil).orElseGet(OptionalDouble::empty);
    return others.isEmpty()
        ? lines
        : lines.stream().map(line -> line.withOthers(others.getAsDouble())).toList();
  }

  /** Calls an operation for a while and returns the number of calls in a sample. */
  private static long warm(Runnable operation, Pace pace) {
    long length = TimeUnit.MILLISECONDS.toNanos(pace.warmMillis());
    long calls = 0;
    long begin = System.nanoTime();
    long elapsed;
    do {
      operation.run();
      calls++;
      elapsed = System.nanoTime() - begin;
    } while (elapsed < length);
    // The first calls ran before the compiler was done: a second look at the speed.
    long again = Math.max(1, calls / 8);
    begin = System.nanoTime();
    for (long i = 0; i < again; i++) {
      operation.run();
    }
    elapsed = Math.max(1, System.nanoTime() - begin);
    return Math.max(1, again * TimeUnit.MILLISECONDS.toNanos(pace.sampleMillis()) / elapsed);
  }

  private static Line timed(Prepared prepared, long bulk, Pace pace) {
    Runnable operation = prepared.operation;
    operation.run(); // other rows were in the caches
    long limit = 2L * pace.samples() * TimeUnit.MILLISECONDS.toNanos(pace.sampleMillis());
    List<Double> seconds = new ArrayList<>();
    long cpu = processCpuNanos();
    long begin = System.nanoTime();
    long end = begin;
    while (seconds.isEmpty() || (seconds.size() < pace.samples() && end - begin < limit)) {
      long start = System.nanoTime();
      for (long i = 0; i < bulk; i++) {
        operation.run();
      }
      end = System.nanoTime();
      seconds.add((end - start) / NANOS / bulk);
    }
    double cpuSeconds = (processCpuNanos() - cpu) / NANOS / bulk / seconds.size();
    return Line.of(prepared.row, seconds, prepared.circumstances).withCpuSeconds(cpuSeconds);
  }

  private static long processCpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
