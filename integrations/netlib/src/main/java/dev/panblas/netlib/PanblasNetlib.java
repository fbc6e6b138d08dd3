/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets netlib use the OpenBLAS of Panblas.
 *
 * <p>{@link #install} must run before the program uses netlib for the first time: netlib chooses
 * its library once in a process. It unpacks OpenBLAS from the jar {@code org.bytedeco:openblas} to
 * the cache of Panblas, loads it on a thread that may run on one processor only, so that it starts
 * no threads, and sets netlib's properties {@code nativeLibPath} to its file.
 *
 * <p>The settings are those of Panblas, each a system property or an environment variable:
 *
 * <ul>
 *   <li>{@code panblas.cache}: the folder in which libraries are unpacked
 *   <li>{@code panblas.library}: the file of another library that has BLAS and LAPACK
 *   <li>{@code panblas.library.threads}: the threads of the library, by default one. With more,
 *       LAPACK and ARPACK are left to Java, because OpenBLAS's factorisations on several threads
 *       need more stack than a thread of Java has, and end the process. The program must then call
 *       BLAS from one thread at a time: from OpenBLAS 0.3.30 to 0.3.33, concurrent products on
 *       several threads may be wrong.
 * </ul>
 *
 * <p>Results differ from those of Java where infinity is multiplied by zero: F2J's {@code dgemv},
 * {@code dgemm} and {@code dger} give 0, native libraries give NaN.
 */
public final class PanblasNetlib {

  private static @Nullable Installation installed;

  /** The interfaces that a call without a start has left to Java. */
  private static Set<NetlibApi> leftToJava = Set.of();

  private PanblasNetlib() {}

  /**
   * Loads OpenBLAS and starts netlib with it. If that is not possible, netlib's properties stay as
   * they are and the result says why: netlib has started before, a property of netlib turns off
   * native code or names another library, netlib cannot load its own code from the temporary
   * folder, or the library cannot be used. If netlib has started in Java, this is known only after
   * the library is loaded; the library then stays in memory, unused. After a success, later calls
   * return the same result.
   *
   * <p>If netlib is not found by the class loaders of this class and of the thread, its properties
   * are set and it is not started.
   *
   * @return what netlib uses, and why
   */
  public static Installation install() {
    return install(true);
  }

  /**
   * Installs.
   *
   * @param start whether netlib is started, which uses the program's logging
   */
  static synchronized Installation install(boolean start) {
    if (installed == null) {
      try {
        Attempt attempt = new Attempt(start, leftToJava);
        Installation installation = attempt.run();
        leftToJava = attempt.leftToJava();
        installed = start ? installation : null; // netlib is started at the next call
        return installation;
      } catch (UnusableLibraryException refusal) {
        return Installation.refused(refusal);
      } catch (IllegalCallerException forbidden) {
        return Installation.refused(
            new UnusableLibraryException(
                "native access is forbidden (" + forbidden.getMessage() + ")",
                "allow it with --enable-native-access=ALL-UNNAMED",
                forbidden));
      }
    }
    return installed;
  }
}
