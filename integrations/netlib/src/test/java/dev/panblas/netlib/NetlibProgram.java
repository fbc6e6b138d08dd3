/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import breeze.generic.UFunc;
import breeze.linalg.DenseMatrix;
import breeze.linalg.operators.HasOps$;
import com.sun.jna.NativeLibrary;
import dev.ludovic.netlib.arpack.ARPACK;
import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.lapack.JavaLAPACK;
import dev.ludovic.netlib.lapack.LAPACK;
import dev.panblas.nativelib.file.Dependencies;
import dev.panblas.netlib.testing.MappedBlas;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.netlib.util.doubleW;
import org.netlib.util.intW;

/** Programs that use netlib, for processes of their own. Prints lines of a word and a value. */
final class NetlibProgram {

  private static final double EPSILON = Math.ulp(1.0) / 2;

  private static final int RIGHT_SIDES = 5;

  /** The stack of the threads of Java, of Spark and of most servers. */
  private static final long STACK = 1 << 20;

  private NetlibProgram() {}

  public static void main(String[] arguments) throws Exception {
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String value = argument.substring(equals + 1);
      if (equals > 0) {
        if (value.isEmpty()) {
          System.clearProperty(argument.substring(0, equals));
        } else {
          System.setProperty(argument.substring(0, equals), value);
        }
        continue;
      }
      switch (argument) {
        case "install" -> System.out.println("installed " + install());
        case "breeze" -> onSmallStacks(NetlibProgram::breeze);
        case "arpack" -> arpack();
        case "use" -> use();
        case "lapack" -> LAPACK.getInstance();
        case "spark" -> spark();
        case "again" -> System.out.println("again " + installAgain());
        case "state" -> System.out.println("state " + state());
        case "maps" -> MappedBlas.print();
        case "workers" -> System.out.println("workers " + workers());
        default -> throw new IllegalArgumentException(argument);
      }
    }
    System.out.println("path " + System.getProperty("dev.ludovic.netlib.blas.nativeLibPath"));
  }

  private static String install() {
    Installation installed = PanblasNetlib.install();
    return installed.isInstalled() + " " + installed.toString().replace("\n", " |");
  }

  /** As the plugin does, for products of the matrices of both APIs of Spark. */
  private static void spark() throws ReflectiveOperationException {
    new PanblasNetlibPlugin.Driver().init(null, null);
    for (String api : new String[] {"ml", "mllib"}) {
      Class<?> holder = Class.forName("org.apache.spark." + api + ".linalg.BLAS$");
      Field field = holder.getDeclaredField("_nativeBLAS");
      field.setAccessible(true);
      System.out.println(api + " " + field.get(holder.getField("MODULE$").get(null)));
    }
    int n = 40;
    double[] a = matrix(n);
    double[] expected = new double[n * n];
    JavaBLAS.getInstance().dgemm("N", "N", n, n, n, 1, a, n, a, n, 0, expected, n);
    double bound = 2 * (n + 2) * EPSILON * norm(n, a);
    double[] product =
        new org.apache.spark.ml.linalg.DenseMatrix(n, n, a)
            .multiply(new org.apache.spark.ml.linalg.DenseMatrix(n, n, a))
            .toArray();
    compare("product of ml", expected, product, bound);
    product =
        new org.apache.spark.mllib.linalg.DenseMatrix(n, n, a)
            .multiply(new org.apache.spark.mllib.linalg.DenseMatrix(n, n, a))
            .toArray();
    compare("product of mllib", expected, product, bound);
  }

  /** Installs by a second copy of Panblas, in a class loader of its own. */
  private static String installAgain() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader shared =
        new ClassLoader(NetlibProgram.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("dev.panblas.")) {
              throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
          }
        };
    try (URLClassLoader second = new URLClassLoader(urls.toArray(URL[]::new), shared)) {
      Class<?> copy = second.loadClass(PanblasNetlib.class.getName());
      require(copy != PanblasNetlib.class, "a second copy");
      return copy.getMethod("install").invoke(null).toString().replace("\n", " |");
    }
  }

  /** What a refused installation must not change: netlib's properties, and the thread count. */
  private static String state() throws IOException {
    Map<String, String> properties = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("dev.ludovic.netlib.")) {
        properties.put(name, System.getProperty(name));
      }
    }
    String threads = "1"; // as in a library that is loaded later
    for (Path file : Dependencies.mapped()) {
      if (file.endsWith("libopenblas.so.0")) {
        NativeLibrary library = NativeLibrary.getInstance(file.toString());
        threads =
            String.valueOf(
                library.getFunction("openblas_get_num_threads").invokeInt(new Object[0]));
      }
    }
    return properties + ", threads " + threads;
  }

  private static void use() {
    double[] x = {1, 2, 3};
    require(BLAS.getInstance().ddot(3, x, 1, x, 1) == 14, "ddot");
    System.out.println("blas " + BLAS.getInstance().getClass().getSimpleName());
    System.out.println("lapack " + LAPACK.getInstance().getClass().getSimpleName());
    System.out.println("arpack " + ARPACK.getInstance().getClass().getSimpleName());
  }

  /** How many threads of this process have the name of the one that loaded the library. */
  private static long workers() throws IOException {
    long workers = 0;
    for (File task : new File("/proc/self/task").listFiles()) {
      Path name = task.toPath().resolve("comm");
      if (Files.exists(name) && Files.readString(name).strip().equals("panblas-loading")) {
        workers++;
      }
    }
    return workers;
  }

  /** Runs work on one thread, or on as many at once as a property says. */
  private static void onSmallStacks(Runnable work) throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Integer.getInteger("callers", 1); i++) {
      Thread thread = new Thread(null, work, "small stack", STACK);
      thread.setUncaughtExceptionHandler((which, thrown) -> failures.add(thrown));
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.get(0));
    }
  }

  /** The largest eigenvalue of a diagonal matrix, by the reverse communication of ARPACK. */
  private static void arpack() {
    int n = 50;
    int basis = 10;
    double[] residual = new double[n];
    double[] v = new double[n * basis];
    double[] work = new double[3 * n];
    double[] workL = new double[basis * (basis + 8)];
    int[] parameters = {1, 0, 300, 1, 0, 0, 1, 0, 0, 0, 0};
    int[] pointers = new int[11];
    intW ido = new intW(0);
    intW wanted = new intW(1);
    intW info = new intW(0);
    doubleW tolerance = new doubleW(0);
    ARPACK arpack = ARPACK.getInstance();
    while (ido.val != 99) {
      arpack.dsaupd(
          ido,
          "I",
          n,
          "LM",
          wanted.val,
          tolerance,
          residual,
          basis,
          v,
          n,
          parameters,
          pointers,
          work,
          workL,
          workL.length,
          info);
      require(info.val == 0, "dsaupd");
      for (int i = 0; i < n && ido.val != 99; i++) {
        work[pointers[1] - 1 + i] = (i + 1) * work[pointers[0] - 1 + i];
      }
    }
    double[] values = new double[1];
    arpack.dseupd(
        false,
        "A",
        new boolean[basis],
        values,
        new double[n],
        n,
        0,
        "I",
        n,
        "LM",
        wanted,
        tolerance.val,
        residual,
        basis,
        v,
        n,
        parameters,
        pointers,
        work,
        workL,
        workL.length,
        info);
    require(info.val == 0, "dseupd");
    compare("eigenvalue", new double[] {n}, values, n * EPSILON);
    System.out.println("eigenvalue found");
  }

  private static void breeze() {
    for (int n : Integer.getInteger("most", 600) < 600 ? new int[] {150} : new int[] {150, 600}) {
      double[] a = matrix(n);
      double[] b = new Random(n).doubles((long) n * RIGHT_SIDES).toArray();
      double[] inverse = new double[n * n];
      double det = invert(n, a, inverse);
      // The bound of Gaussian elimination with partial pivoting for a matrix without growth.
      double bound = 8 * n * EPSILON * norm(n, a) * norm(n, inverse);
      compare("inv", inverse, data(breezeInv(n, a)), bound);
      compare("solve", solve(n, a, b), data(breezeSolve(n, a, b)), bound);
      compare("det", new double[] {det}, new double[] {breezeDet(n, a)}, n * bound);
      System.out.println("breeze " + n);
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static DenseMatrix breezeInv(int n, double[] a) {
    return (DenseMatrix)
        breeze.linalg.inv$.MODULE$.apply(
            new DenseMatrix(n, n, a.clone()),
            breeze.linalg.inv$.MODULE$.canInvUsingLU_Double(lu()));
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static double breezeDet(int n, double[] a) {
    return (Double)
        breeze.linalg.det$.MODULE$.apply(
            new DenseMatrix(n, n, a.clone()), breeze.linalg.det$.MODULE$.canDetUsingLU(lu()));
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static DenseMatrix breezeSolve(int n, double[] a, double[] b) {
    return (DenseMatrix)
        ((UFunc.UImpl2) HasOps$.MODULE$.impl_OpSolveMatrixBy_DMD_DMD_eq_DMD())
            .apply(new DenseMatrix(n, n, a.clone()), new DenseMatrix(n, RIGHT_SIDES, b.clone()));
  }

  @SuppressWarnings("rawtypes")
  private static UFunc.UImpl lu() {
    return breeze.linalg.LU$primitive$LU_DM_Impl_Double$.MODULE$;
  }

  @SuppressWarnings("rawtypes")
  private static double[] data(DenseMatrix matrix) {
    return (double[]) matrix.data();
  }

  /** Well conditioned, and its rows must be exchanged. */
  private static double[] matrix(int n) {
    double[] a = new Random(1).doubles((long) n * n).map(x -> (x - 0.5) / Math.sqrt(n)).toArray();
    for (int i = 0; i < n; i++) {
      a[(i + 1) % n + i * n] += 1;
    }
    return a;
  }

  /** Inverts by F2J and returns the determinant. */
  private static double invert(int n, double[] a, double[] inverse) {
    System.arraycopy(a, 0, inverse, 0, a.length);
    int[] pivots = new int[n];
    intW info = new intW(0);
    JavaLAPACK.getInstance().dgetrf(n, n, inverse, n, pivots, info);
    require(info.val == 0, "dgetrf");
    double det = 1;
    for (int i = 0; i < n; i++) {
      det *= pivots[i] == i + 1 ? inverse[i + i * n] : -inverse[i + i * n];
    }
    JavaLAPACK.getInstance().dgetri(n, inverse, n, pivots, new double[n], n, info);
    require(info.val == 0, "dgetri");
    return det;
  }

  private static double[] solve(int n, double[] a, double[] b) {
    double[] x = b.clone();
    intW info = new intW(0);
    JavaLAPACK.getInstance().dgesv(n, RIGHT_SIDES, a.clone(), n, new int[n], x, n, info);
    require(info.val == 0, "dgesv");
    return x;
  }

  /** The largest sum of the absolute values of a column. */
  private static double norm(int n, double[] a) {
    double norm = 0;
    for (int j = 0; j < n; j++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += Math.abs(a[i + j * n]);
      }
      norm = Math.max(norm, sum);
    }
    return norm;
  }

  private static void compare(String what, double[] expected, double[] actual, double bound) {
    double size = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      size = Math.max(size, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(expected[i] - actual[i]));
    }
    require(
        error <= bound * size,
        String.format(Locale.ROOT, "%s: error %g, bound %g", what, error, bound * size));
  }

  private static void require(boolean isTrue, String what) {
    if (!isTrue) {
      throw new AssertionError(what);
    }
  }
}
