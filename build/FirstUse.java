/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.tools.ToolProvider;

/**
 * Measures what the check of a routine costs if it is the first one in a new JVM:
 *
 * <pre>
 *   java -cp 'cli/target/modules/*' build/FirstUse.java [FORKS]
 * </pre>
 *
 * <p>In each JVM the routine is first called without checks, which binds the function, and then
 * with checks, once and again. A line has, for each routine and precision, the median and the
 * smallest of the processor time of the first checked call beyond that of the second, in
 * microseconds, over the JVMs: check, and the linking of the code that later calls use.
 */
final class FirstUse {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final Map<String, Call> CALLS =
      new TreeMap<>(
          Map.of(
              "axpy", (blas, a, b, c, x, y) -> blas.axpy(1, x, y),
              "dot", (blas, a, b, c, x, y) -> blas.dot(x, y),
              "gemv", (blas, a, b, c, x, y) -> blas.gemv(1, a, x, 0, y),
              "ger", (blas, a, b, c, x, y) -> blas.ger(1, x, y, c),
              "gemm", (blas, a, b, c, x, y) -> blas.gemm(1, a, b, 0, c),
              "symm", (blas, a, b, c, x, y) -> blas.symm(Side.LEFT, Triangle.LOWER, 1, a, b, 0, c),
              "syrk", (blas, a, b, c, x, y) -> blas.syrk(Triangle.LOWER, 1, a, 0, c),
              "syr2k", (blas, a, b, c, x, y) -> blas.syr2k(Triangle.LOWER, 1, a, b, 0, c),
              "trmm",
                  (blas, a, b, c, x, y) ->
                      blas.trmm(Side.LEFT, Triangle.LOWER, Diagonal.NON_UNIT, 1, a, c),
              "trsm",
                  (blas, a, b, c, x, y) ->
                      blas.trsm(Side.LEFT, Triangle.LOWER, Diagonal.NON_UNIT, 1, a, c)));

  private FirstUse() {}

  private interface Call {
    void run(Blas blas, Matrix a, Matrix b, Matrix c, Vector x, Vector y);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 3) {
      System.out.println(
          nanosecondsOfCheck(CALLS.get(arguments[1]), Precision.valueOf(arguments[2])));
      return;
    }
    int forks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 11;
    Path classes = Files.createTempDirectory("first-use");
    // Not as a source file: the compiler would warm the JVM.
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "build/FirstUse.java");
    if (status != 0) {
      System.exit(1);
    }
    for (String routine : CALLS.keySet()) {
      for (Precision precision : Precision.values()) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < forks; i++) {
          times.add(inNewJvm(classes, routine, precision));
        }
        times.sort(null);
        System.out.printf(
            Locale.ROOT,
            "%-5s in %s: median %.0f us, smallest %.0f us%n",
            routine,
            precision,
            times.get(forks / 2) / 1e3,
            times.getFirst() / 1e3);
      }
    }
  }

  private static long inNewJvm(Path classes, String routine, Precision precision)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path"),
                "FirstUse",
                "child",
                routine,
                precision.name())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0) {
      throw new IOException(routine + " failed: " + output);
    }
    return Long.parseLong(output);
  }

  private static long nanosecondsOfCheck(Call call, Precision precision) {
    Settings settings = Settings.current().withBackend("panama").withThreads(1);
    Blas unchecked = Blas.open(settings.withCrossover(false).withLibraryCheck(false));
    Blas checked = Blas.open(settings.withCrossover(false).withLibraryCheck(true));
    int n = 33;
    Matrix a = Matrix.allocate(precision, n, n);
    Matrix b = Matrix.allocate(precision, n, n);
    Matrix c = Matrix.allocate(precision, n, n);
    Vector x = Vector.allocate(precision, n);
    Vector y = Vector.allocate(precision, n);
    for (int i = 0; i < n; i++) {
      a.set(i, i, 1);
    }
    Consumer<Blas> run = blas -> call.run(blas, a, b, c, x, y);
    long _ = THREADS.getCurrentThreadCpuTime();
    run.accept(unchecked);
    long before = THREADS.getCurrentThreadCpuTime();
    run.accept(checked);
    long between = THREADS.getCurrentThreadCpuTime();
    run.accept(checked);
    long after = THREADS.getCurrentThreadCpuTime();
    return between - before - (after - between);
  }
}
