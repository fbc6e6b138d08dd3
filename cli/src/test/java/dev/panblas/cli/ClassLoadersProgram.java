/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Settings;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Several copies of Panblas in one process, for {@link ClassLoadersTest}. */
final class ClassLoadersProgram {

  private static final int N = 300;

  /** Longer than a worker thread lives without work. */
  private static final int MOST_SECONDS = 20;

  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  private ClassLoadersProgram() {}

  public static void main(String... arguments) throws Exception {
    switch (arguments[0]) {
      case "apart" -> {
        WeakReference<ClassLoader> unused = useOnce();
        twoCopies(copy(PLATFORM, path -> true), copy(PLATFORM, path -> true));
        System.out.println("unloaded copy " + isUnloaded(unused));
      }
      case "shared" -> {
        ClassLoader javacpp = copy(PLATFORM, ClassLoadersProgram::isJavaCpp);
        ClassLoader first = copy(javacpp, path -> !isJavaCpp(path));
        twoCopies(first, copy(javacpp, path -> !isJavaCpp(path)));
        otherThreads(first);
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Divides a product in a copy of Panblas that nothing refers to afterwards. */
  private static WeakReference<ClassLoader> useOnce() throws Exception {
    ClassLoader copy = copy(PLATFORM, path -> true);
    boolean hasWorkers = false;
    for (int i = 0; i < 10 && !hasWorkers; i++) { // a worker without work may end before it is seen
      System.out.println("once panama " + multiply(copy, "panama"));
      hasWorkers = hasWorkers();
    }
    System.out.println("has workers " + hasWorkers);
    return new WeakReference<>(copy);
  }

  private static boolean hasWorkers() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("panblas-worker"));
  }

  @SuppressWarnings("ReferenceEquality") // a lock must be the same object
  private static void twoCopies(ClassLoader first, ClassLoader second) throws Exception {
    for (String backend : new String[] {"panama", "javacpp"}) {
      System.out.println("first " + backend + " " + multiply(first, backend));
      System.out.println("second " + backend + " " + multiply(second, backend));
      System.out.println("again " + backend + " " + multiply(second, backend));
    }
    System.out.println("one lock " + (lock(first) == lock(second)));
  }

  /** Two copies request other thread counts of the library than the first one, a third none. */
  private static void otherThreads(ClassLoader first) throws Exception {
    List<ClassLoader> copies = new ArrayList<>(List.of(first));
    for (String count : List.of("2", "3")) {
      copies.add(copy(PLATFORM, path -> true));
      System.setProperty(Settings.LIBRARY_THREADS_PROPERTY, count);
      System.out.println("requested " + count + " " + multiply(copies.getLast(), "panama"));
      System.clearProperty(Settings.LIBRARY_THREADS_PROPERTY);
    }
    for (int i = 0; i < copies.size(); i++) {
      System.out.println("then " + i + " " + multiply(copies.get(i), "panama"));
    }
    System.out.println("requested none " + multiply(copy(PLATFORM, path -> true), "panama"));
    for (int i = 0; i < copies.size(); i++) {
      System.out.println("finally " + i + " " + multiply(copies.get(i), "panama"));
    }
  }

  /** The lock of products on the library's own threads. */
  private static Object lock(ClassLoader copy) throws Exception {
    Field lock =
        copy.loadClass("dev.panblas.nativelib.cblas.SerialKernels").getDeclaredField("LOCK");
    lock.setAccessible(true);
    return lock.get(null);
  }

  private static boolean isUnloaded(WeakReference<ClassLoader> unused) throws InterruptedException {
    for (int i = 0; i < MOST_SECONDS * 10 && !unused.refersTo(null); i++) {
      System.gc();
      Thread.sleep(100);
    }
    return unused.refersTo(null);
  }

  private static boolean isJavaCpp(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith("javacpp-") || name.startsWith("openblas-");
  }

  /** A class loader with its own copy of some of the program's class path. */
  private static ClassLoader copy(ClassLoader parent, Predicate<Path> wanted) {
    String path = System.getProperty("java.class.path");
    URL[] urls =
        Stream.of(path.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .filter(wanted)
            .map(ClassLoadersProgram::url)
            .toArray(URL[]::new);
    return new URLClassLoader(urls, parent);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Multiplies matrices of ones; returns the library, or why there is none. */
  private static String multiply(ClassLoader copy, String backend) throws Exception {
    Class<?> precisions = copy.loadClass(Precision.class.getName());
    Class<?> matrix = copy.loadClass(Matrix.class.getName());
    Class<?> type = copy.loadClass(Blas.class.getName());
    Object precision = precisions.getField("DOUBLE").get(null);
    var allocate = matrix.getMethod("allocate", precisions, int.class, int.class);
    Object a = allocate.invoke(null, precision, N, N);
    Object c = // copied to native memory that is kept
        matrix
            .getMethod("rowMajor", double[].class, long.class, int.class, int.class, int.class)
            .invoke(null, new double[N * N], 0, N, N, N);
    matrix.getMethod("fill", double.class).invoke(a, 1.0);
    try {
      Object blas = type.getMethod("open", String.class).invoke(null, backend);
      type.getMethod("gemm", double.class, matrix, matrix, double.class, matrix)
          .invoke(blas, 1.0, a, a, 0.0, c);
      double seen = (double) matrix.getMethod("get", int.class, int.class).invoke(c, N - 1, 7);
      if (seen != N) {
        throw new AssertionError(N + " ones must add up to " + N + ", but were " + seen);
      }
      return type.getMethod("library").invoke(blas).toString();
    } catch (InvocationTargetException refused) {
      return refused.getCause().getMessage().replace('\n', ' ');
    }
  }
}
