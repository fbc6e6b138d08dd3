/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.ArrayViews;
import dev.panblas.bench.BackpropBench;
import dev.panblas.bench.FormsBench;
import dev.panblas.bench.UndividedBench;
import dev.panblas.bench.result.Row;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of a run. Reports and targets find rows by the same methods. */
public final class Plan {

  /** The backend of the rows that time only one. */
  public static final String MAIN_BACKEND = "panama";

  /** The backend with another binding of the same library. */
  public static final String OTHER_BINDING = "javacpp";

  /** The backend on the Vector API. */
  public static final String VECTOR = "vector";

  private static final String REFERENCE = "reference";
  private static final List<String> BINDINGS = List.of(MAIN_BACKEND, OTHER_BINDING);
  private static final List<String> BACKENDS =
      List.of(MAIN_BACKEND, OTHER_BINDING, VECTOR, REFERENCE);

  /** The sizes at which the two bindings of one library are compared. */
  public static final List<Integer> LARGE_SIZES = List.of(256, 512, 1024);

  /** The size whose rate is taken as the machine's peak. */
  public static final int PEAK_SIZE = 512;

  /** The visible and hidden units of the second network. */
  public static final List<Integer> LARGE_LAYERS = List.of(784, 196);

  /** The numbers of samples of a step, to test whether its time per sample is constant. */
  public static final List<Integer> ROW_COUNTS = List.of(1_000, 10_000, 100_000, 1_000_000);

  /** The usual number of samples. */
  public static final int SAMPLES = 10_000;

  private static final List<Integer> SIZES = List.of(2, 4, 8, 16, 32, 64, 128, 256, 512, 1024);
  private static final List<Integer> SHORT_SIZES = List.of(256, 512);
  private static final List<Integer> CALL_SIZES = List.of(1, 2, 3, 4, 6, 8, 12, 16);

  /** The routines of level 3 that are timed on the team and on the library's threads. */
  public static final List<String> DIVIDED_PRODUCTS = List.of("gemm", "syrk", "trsm");

  /** The sizes of these routines. */
  public static final List<Integer> DIVIDED_SIZES =
      List.of(64, 96, 128, 192, 256, 384, 512, 768, 1000, 1500, 2000);

  private static final List<Integer> SHORT_DIVIDED_SIZES = List.of(64, 96, 128, 256, 1000);

  /** The routines of levels 1 and 2 that are timed on the team and on the library's threads. */
  public static final List<String> DIVIDED_SUMS = List.of("gemv", "dot", "axpy");

  /** The sizes of gemv, from 100,000 elements on. */
  private static final List<Integer> GEMV_SIZES = List.of(320, 1000, 2000);

  private static final List<Integer> SHORT_GEMV_SIZES = List.of(1000);

  /** The sizes of dot and axpy. */
  private static final List<Integer> VECTOR_SIZES = List.of(100_000, 1_000_000);

  private static final List<Integer> SHORT_VECTOR_SIZES = List.of(100_000);

  /** The sizes at which short library calls are compared with one call. */
  public static final List<Integer> UNDIVIDED_SIZES = List.of(2000, 4000, 8000);

  /** The sizes of a product while the processors are busy. */
  public static final List<Integer> BUSY_SIZES = List.of(256, 512, 1000);

  private static final List<Integer> SHORT_BUSY_SIZES = List.of(256, 512);

  /** The sizes of the products of many callers. */
  public static final List<Integer> CALLERS_SIZES = List.of(64, 256, 512);

  /** The rival JVM library that many callers use. */
  public static final String CALLERS_RIVAL = "netlib-JNI";

  /** The questions on operands in Java arrays. */
  public static final List<Question> ARRAY_QUESTIONS =
      List.of(Question.ARRAY_GEMM, Question.ARRAY_DOT, Question.ARRAY_AXPY);

  /** Panblas with netlib's interface. It is timed as netlib is. */
  public static final String PANBLAS_BLAS = "PanblasBlas";

  /** The rival JVM libraries that compute on Java arrays. */
  public static final List<String> ARRAY_RIVALS = List.of("netlib-JNI", "netlib-Java");

  private static final List<Integer> ARRAY_SIZES = List.of(2, 4, 8, 16, 32, 64, 128, 256, 512);
  private static final List<Integer> SHORT_ARRAY_SIZES = List.of(2, 32, 512);
  private static final List<Integer> ARRAY_LENGTHS = List.of(2, 4, 8, 16, 32, 256, 4096, 65_536);
  private static final List<Integer> SHORT_ARRAY_LENGTHS = List.of(2, 32, 4096);

  /** Up to this size calls that make their views are timed too. */
  private static final int LARGEST_MADE = 32;

  /** The forms of the backpropagation, from the loop as it was asked to tiles. */
  private static final List<String> FORMS =
      List.of(FormsBench.ASKED, FormsBench.TAKEN_OUT, FormsBench.WHOLE, FormsBench.TILES);

  private Plan() {}

  /**
   * Whether a subject is a backend of Panblas.
   *
   * @param subject of a row
   * @return whether it is; otherwise it is a rival or a method
   */
  public static boolean isBackend(String subject) {
    return BACKENDS.contains(subject);
  }

  /**
   * The product of two square matrices on all processors.
   *
   * @param subject the backend or the rival
   * @param n its size
   * @param precision of the operands
   * @return the row
   */
  public static Row gemm(String subject, int n, Precision precision) {
    return Row.of("gemm", subject, "n", n, "precision", precision.name());
  }

  /**
   * The backpropagation alone, 64-25-64 over 10,000 samples in double on all processors.
   *
   * @param backend the backend
   * @param schedule the schedule
   * @return the row
   */
  public static Row backprop(String backend, Schedule schedule) {
    return Row.of(
        "backprop", backend, "schedule", schedule.name(), "precision", Precision.DOUBLE.name());
  }

  /**
   * Cost and gradient, 64-25-64 over 10,000 samples in double on all processors.
   *
   * @param backend the backend
   * @param schedule the schedule
   * @return the row
   */
  public static Row step(String backend, Schedule schedule) {
    return Row.of(
        "step", backend, "schedule", schedule.name(), "precision", Precision.DOUBLE.name());
  }

  /**
   * The same with another number of samples.
   *
   * @param rows the number of samples
   * @return the row
   */
  public static Row step(int rows) {
    Row usual = step(MAIN_BACKEND, Schedule.TILED);
    return rows == SAMPLES ? usual : usual.with("rows", rows);
  }

  /**
   * Cost and gradient of the larger network, with the schedule that fits its shape.
   *
   * @return the row
   */
  public static Row largeStep() {
    return largeStep(BackpropBench.AUTO);
  }

  private static Row largeStep(String schedule) {
    return Row.of(
        "step",
        MAIN_BACKEND,
        "schedule",
        schedule,
        "precision",
        Precision.DOUBLE.name(),
        "visible",
        LARGE_LAYERS.getFirst(),
        "hidden",
        LARGE_LAYERS.getLast());
  }

  /**
   * A training, with the schedule that fits its shape.
   *
   * @return the row
   */
  public static Row training() {
    return Row.of("training", MAIN_BACKEND, "schedule", BackpropBench.AUTO);
  }

  /**
   * A tiny product.
   *
   * @param backend the backend
   * @param n its size
   * @return the row
   */
  public static Row call(String backend, int n) {
    return Row.of("call-gemm", backend, "n", n);
  }

  /** NumPy's name among the subjects. */
  public static final String NUMPY = "NumPy";

  /** Octave's name among the subjects. */
  public static final String OCTAVE = "Octave";

  /** A loop over samples. */
  public static final String LOOP = "loop";

  /** Whole arrays. */
  public static final String WHOLE = "whole";

  /** Whole arrays whose memory is reused. */
  public static final String TUNED = "tuned";

  /**
   * A script's row of the 64-25-64 network.
   *
   * @param question backprop, step or training
   * @param rival the script's subject
   * @param form loop, whole or tuned
   * @return the row
   */
  public static Row script(String question, String rival, String form) {
    return Row.of(question, rival, "form", form);
  }

  /**
   * A script's row of the larger network.
   *
   * @param rival the script's subject
   * @return the row of whole arrays
   */
  public static Row scriptLargeStep(String rival) {
    return script("step", rival, WHOLE)
        .with("visible", LARGE_LAYERS.getFirst())
        .with("hidden", LARGE_LAYERS.getLast());
  }

  /**
   * The thread counts up to all processors.
   *
   * @return 1, 2, …
   */
  public static List<Integer> threadCounts() {
    return IntStream.rangeClosed(1, Runtime.getRuntime().availableProcessors()).boxed().toList();
  }

  /**
   * A row with a thread count.
   *
   * @param row the row on all processors
   * @param threads the thread count
   * @return the same row if that is all processors
   */
  public static Row onThreads(Row row, int threads) {
    return threads == Runtime.getRuntime().availableProcessors()
        ? row
        : row.with("threads", threads);
  }

  /**
   * A call of a routine that is divided, on the team.
   *
   * @param routine its name
   * @param n the rows and columns of its matrices, or the elements of its vectors
   * @param precision of the operands
   * @return the row
   */
  public static Row division(String routine, int n, Precision precision) {
    return Row.of(
        "division", MAIN_BACKEND, "routine", routine, "n", n, "precision", precision.name());
  }

  /**
   * The sizes of a divided routine.
   *
   * @param routine its name
   * @return the sizes of the full form
   */
  public static List<Integer> divisionSizes(String routine) {
    return divisionSizes(routine, true);
  }

  private static List<Integer> divisionSizes(String routine, boolean full) {
    if (DIVIDED_PRODUCTS.contains(routine)) {
      return full ? DIVIDED_SIZES : SHORT_DIVIDED_SIZES;
    }
    if (routine.equals("gemv")) {
      return full ? GEMV_SIZES : SHORT_GEMV_SIZES;
    }
    return full ? VECTOR_SIZES : SHORT_VECTOR_SIZES;
  }

  /**
   * A row whose library has a thread for each processor, which leaves nothing to the team.
   *
   * @param row the row on the team
   * @return the row on the library's threads
   */
  public static Row onLibraryThreads(Row row) {
    return row.with(RoundHost.LIBRARY_THREADS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Whether the library of a row has the threads.
   *
   * @param row a row
   * @return whether it is of {@link #onLibraryThreads}
   */
  public static boolean isOnLibraryThreads(Row row) {
    return row.parameter(RoundHost.LIBRARY_THREADS) != null;
  }

  /**
   * A large product on one thread.
   *
   * @param calls its library calls
   * @param n its size
   * @param precision of the operands
   * @return the row
   */
  public static Row undivided(UndividedBench.Calls calls, int n, Precision precision) {
    return Row.of(
        "undivided", MAIN_BACKEND, "calls", calls.name(), "n", n, "precision", precision.name());
  }

  /**
   * A product while the processors are busy.
   *
   * @param n its size
   * @param threads the thread count
   * @return the row
   */
  public static Row busyGemm(int n, int threads) {
    return Row.of(
        "busy-gemm",
        MAIN_BACKEND,
        "n",
        n,
        "precision",
        Precision.DOUBLE.name(),
        "threads",
        threads);
  }

  /**
   * A step in tiles while the processors are busy.
   *
   * @param threads the thread count
   * @return the row
   */
  public static Row busyStep(int threads) {
    return Row.of(
        "busy-step",
        MAIN_BACKEND,
        "schedule",
        Schedule.TILED.name(),
        "precision",
        Precision.DOUBLE.name(),
        "threads",
        threads);
  }

  /**
   * The products of many callers.
   *
   * @param subject the backend or the rival
   * @param n their size
   * @return the row
   */
  public static Row callers(String subject, int n) {
    return Row.of("callers", subject, "n", n, "precision", Precision.DOUBLE.name());
  }

  /**
   * A call on Java arrays, on one thread.
   *
   * @param question the routine
   * @param views when the views over the arrays are made
   * @param n the rows and columns of its matrices, or the elements of its vectors
   * @return the row
   */
  public static Row array(Question question, ArrayViews views, int n) {
    return arrayOfRival(question, MAIN_BACKEND, n).with("views", views.name());
  }

  /**
   * The same call through an interface on arrays, which has no views.
   *
   * @param question the routine
   * @param rival a rival, or {@link #PANBLAS_BLAS}
   * @param n the rows and columns of its matrices, or the elements of its vectors
   * @return the row
   */
  public static Row arrayOfRival(Question question, String rival, int n) {
    return Row.of(question.label(), rival, "n", n);
  }

  /**
   * The sizes of a question on Java arrays.
   *
   * @param question the routine
   * @return the sizes of the full form
   */
  public static List<Integer> arraySizes(Question question) {
    return arraySizes(question, true);
  }

  private static List<Integer> arraySizes(Question question, boolean full) {
    if (question == Question.ARRAY_GEMM) {
      return full ? ARRAY_SIZES : SHORT_ARRAY_SIZES;
    }
    return full ? ARRAY_LENGTHS : SHORT_ARRAY_LENGTHS;
  }

  /** The same row with the Vector API, which the launcher does not add. */
  private static Row withVectors(Row row) {
    return row.with(RoundHost.VECTORS, RoundHost.ON);
  }

  /**
   * The rows of this project.
   *
   * @param full all rows, or only those of the targets and the charts
   * @return the rows, in the order of a round
   */
  static List<Row> own(boolean full) {
    List<Row> rows = new ArrayList<>(gemms(full));
    rows.addAll(backprops(full));
    rows.addAll(steps(full));
    rows.addAll(arrays(full));
    rows.addAll(divisions(full));
    rows.addAll(undivided(full));
    rows.addAll(busy(full));
    CALLERS_SIZES.forEach(n -> rows.add(callers(MAIN_BACKEND, n)));
    rows.add(training());
    if (full) {
      rows.add(training().with("schedule", Schedule.BATCHED.name()));
      FORMS.forEach(form -> rows.add(Row.of("forms", MAIN_BACKEND, "form", form)));
      rows.addAll(layouts());
      rows.addAll(calls());
      for (Precision precision : Precision.values()) {
        rows.add(Row.of("sigmoid", "layer", "precision", precision.name()));
        rows.add(withVectors(Row.of("sigmoid", "layer", "precision", precision.name())));
      }
      rows.add(Row.of("sigmoid", "mathExp", "precision", Precision.DOUBLE.name()));
      Stream.of(
              "arena",
              "arenaTouched",
              "callocOnly",
              "callocTouched",
              "heap",
              "heapTouched",
              "reusedCleared",
              "reusedTouched")
          .map(method -> Row.of("allocation", method))
          .forEach(rows::add);
    } else {
      rows.add(call(MAIN_BACKEND, 2));
      rows.add(call(MAIN_BACKEND, 8));
    }
    return distinct(rows);
  }

  private static List<Row> gemms(boolean full) {
    List<Row> rows = new ArrayList<>();
    for (int n : full ? SIZES : SHORT_SIZES) {
      for (String backend : full ? BACKENDS : BINDINGS) {
        rows.add(gemm(backend, n, Precision.DOUBLE));
        if (full) {
          rows.add(gemm(backend, n, Precision.SINGLE));
        }
      }
    }
    return rows;
  }

  private static List<Row> backprops(boolean full) {
    List<Row> rows = new ArrayList<>();
    for (Schedule schedule : Schedule.values()) {
      Row row = backprop(MAIN_BACKEND, schedule);
      rows.add(row);
      if (full) {
        rows.add(row.with("precision", Precision.SINGLE.name()));
        rows.add(backprop(OTHER_BINDING, schedule));
        rows.add(backprop(REFERENCE, schedule));
      }
      if (full ? schedule != Schedule.PER_SAMPLE : schedule == Schedule.TILED) {
        threadCounts().forEach(threads -> rows.add(onThreads(row, threads)));
      }
    }
    Row tiled = backprop(MAIN_BACKEND, Schedule.TILED);
    rows.add(tiled.with("precision", Precision.SINGLE.name()));
    return rows;
  }

  private static List<Row> steps(boolean full) {
    List<Row> rows = new ArrayList<>();
    Row tiled = step(MAIN_BACKEND, Schedule.TILED);
    if (full) {
      for (Schedule schedule : Schedule.values()) {
        rows.add(step(MAIN_BACKEND, schedule));
        rows.add(step(OTHER_BINDING, schedule));
        rows.add(step(REFERENCE, schedule));
        rows.add(step(MAIN_BACKEND, schedule).with("precision", Precision.SINGLE.name()));
        rows.add(largeStep(schedule.name()));
      }
      threadCounts().forEach(threads -> rows.add(onThreads(tiled, threads)));
      rows.add(withVectors(tiled));
    }
    ROW_COUNTS.forEach(count -> rows.add(step(count)));
    rows.add(largeStep());
    return rows;
  }

  private static List<Row> arrays(boolean full) {
    List<Row> rows = new ArrayList<>();
    for (Question question : ARRAY_QUESTIONS) {
      for (int n : arraySizes(question, full)) {
        rows.add(array(question, ArrayViews.KEPT, n));
        if (n <= LARGEST_MADE) {
          rows.add(array(question, ArrayViews.MADE, n));
        }
      }
    }
    return rows;
  }

  private static List<Row> divisions(boolean full) {
    List<Row> rows = new ArrayList<>();
    for (String routine :
        Stream.concat(DIVIDED_PRODUCTS.stream(), DIVIDED_SUMS.stream()).toList()) {
      for (int n : divisionSizes(routine, full)) {
        for (Precision precision : Precision.values()) {
          Row row = division(routine, n, precision);
          if (full) {
            rows.add(onThreads(row, 1));
          }
          rows.add(row);
          rows.add(onLibraryThreads(row));
        }
      }
    }
    return rows;
  }

  private static List<Row> undivided(boolean full) {
    List<Row> rows = new ArrayList<>();
    for (int n : full ? UNDIVIDED_SIZES : UNDIVIDED_SIZES.subList(0, 1)) {
      for (UndividedBench.Calls calls : UndividedBench.Calls.values()) {
        rows.add(undivided(calls, n, Precision.DOUBLE));
      }
    }
    return rows;
  }

  private static List<Row> busy(boolean full) {
    List<Row> rows = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      for (int n : full ? BUSY_SIZES : SHORT_BUSY_SIZES) {
        rows.add(busyGemm(n, threads));
      }
      rows.add(busyStep(threads));
    }
    return rows;
  }

  private static List<Row> layouts() {
    List<Row> rows = new ArrayList<>();
    for (String backend : BACKENDS) {
      for (Order left : Order.values()) {
        for (Order right : Order.values()) {
          rows.add(Row.of("layout", backend, "left", left.name(), "right", right.name()));
        }
      }
    }
    return rows;
  }

  private static List<Row> calls() {
    List<Row> rows = new ArrayList<>();
    for (int n : CALL_SIZES) {
      for (String backend : BACKENDS) {
        rows.add(call(backend, n));
      }
    }
    for (String question : List.of("call-gemv", "call-dot", "call-axpy")) {
      for (int n : List.of(2, 8)) {
        for (String backend : BACKENDS) {
          rows.add(Row.of(question, backend, "n", n));
        }
      }
    }
    return rows;
  }

  /** The fastest rival JVM library. */
  public static final String PYTORCH = "PyTorch";

  /** The names of the rival JVM libraries, as in {@code bench/peers}. */
  public static final List<String> JVM_RIVALS =
      List.of(
          "EJML",
          "ojAlgo",
          "netlib-JNI",
          "netlib-Java",
          "ND4J",
          "jblas",
          "TensorFlow",
          "TensorFlow-XLA",
          PYTORCH);

  /** The rival that is timed with products alone, in single precision. */
  public static final String ONE_DNN = "oneDNN";

  /**
   * The backpropagation of a rival JVM library, in whole arrays and in double.
   *
   * @param rival the library
   * @return the row
   */
  public static Row jvmRivalBackprop(String rival) {
    return Row.of("backprop", rival, "precision", Precision.DOUBLE.name());
  }

  /**
   * Cost and gradient of a rival JVM library, in whole arrays.
   *
   * @param rival the library
   * @param precision of samples and parameters
   * @return the row
   */
  public static Row jvmRivalStep(String rival, Precision precision) {
    return Row.of("step", rival, "precision", precision.name());
  }

  /**
   * The rows of the rival JVM libraries.
   *
   * @param full all sizes, or fewer
   * @return the rows, in the order of a round
   */
  static List<Row> jvmRivals(boolean full) {
    List<Row> rows = new ArrayList<>();
    for (String rival : JVM_RIVALS) {
      for (int n : full ? SIZES : SHORT_SIZES) {
        rows.add(gemm(rival, n, Precision.DOUBLE));
      }
      rows.add(jvmRivalBackprop(rival));
      if (full || rival.equals(PYTORCH)) {
        for (Precision precision : Precision.values()) {
          rows.add(jvmRivalStep(rival, precision));
        }
      }
    }
    for (Question question : ARRAY_QUESTIONS) {
      for (int n : arraySizes(question, full)) {
        rows.add(arrayOfRival(question, PANBLAS_BLAS, n));
        ARRAY_RIVALS.forEach(rival -> rows.add(arrayOfRival(question, rival, n)));
      }
    }
    CALLERS_SIZES.forEach(n -> rows.add(callers(CALLERS_RIVAL, n)));
    return rows;
  }

  private static List<Row> distinct(List<Row> rows) {
    return rows.stream().distinct().toList();
  }
}
