/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a library's functions. A function is checked once, when it is first called: one
 * {@linkplain ExactCall call} with an exact result. A function that returns another result is
 * computed in Java from then on.
 */
final class RoutineChecks {

  /** Logs the warnings, unless a caller has another logger. */
  static final System.Logger LOGGER = System.getLogger(RoutineChecks.class.getName());

  private final Cblas unchecked;
  private final Cblas checked;
  private final Optional<Cblas> uncheckedOnArrays;
  private final Optional<Cblas> checkedOnArrays;
  private final String library;
  private final System.Logger logger;

  private final OfPrecision inSingle;
  private final OfPrecision inDouble;

  /**
   * The functions of one precision. The results are no concurrent map by records, because linking
   * the methods of a record, and the lambdas, would take longer than a check.
   */
  private static final class OfPrecision {

    private final ExactCall call;
    private final Map<Routine, Boolean> results = new EnumMap<>(Routine.class);

    OfPrecision(Cblas unchecked, Precision precision) {
      call = new ExactCall(unchecked, precision);
      call.prepare();
    }

    synchronized @Nullable Boolean result(Routine routine) {
      return results.get(routine);
    }

    synchronized boolean call(Routine routine) {
      return call.isExact(routine);
    }

    synchronized boolean check(Routine routine) {
      boolean right = call.isExact(routine);
      results.put(routine, right);
      return right;
    }
  }

  /**
   * The checks of one library.
   *
   * @param binding finds its functions
   * @param onArrays finds them for operands in Java arrays, too; empty if there are none
   * @param faults that are known
   * @param library its name, version and core in warnings
   * @param logger receives the warnings
   */
  RoutineChecks(
      Linkage.Binding binding,
      Optional<Linkage.Binding> onArrays,
      Faults faults,
      LibraryInfo library,
      System.Logger logger) {
    this.logger = logger;
    Linkage linkage = new Linkage(binding, faults);
    unchecked = linkage.unchecked();
    checked = linkage.checkedBy(this::isRight);
    Optional<Linkage> arrays = onArrays.map(functions -> new Linkage(functions, faults));
    uncheckedOnArrays = arrays.map(Linkage::unchecked);
    checkedOnArrays = arrays.map(functions -> functions.checkedBy(this::isRight));
    String version = library.version().map(text -> " " + text).orElse("");
    String core = library.core().map(text -> " for " + text).orElse("");
    this.library = library.name() + version + core;
    inSingle = new OfPrecision(unchecked, Precision.SINGLE);
    inDouble = new OfPrecision(unchecked, Precision.DOUBLE);
  }

  private OfPrecision of(Precision precision) {
    return precision == Precision.SINGLE ? inSingle : inDouble;
  }

  /** The functions of the library. */
  Cblas unchecked() {
    return unchecked;
  }

  /** The functions of the library where they are right, and functions in Java where not. */
  Cblas checked() {
    return checked;
  }

  /**
   * The functions for operands in arrays; empty if there are none. A function is checked once, on
   * native memory.
   *
   * @param areChecked whether they are those of {@link #checked} or of {@link #unchecked}
   */
  Optional<Cblas> onArrays(boolean areChecked) {
    return areChecked ? checkedOnArrays : uncheckedOnArrays;
  }

  /** Calls a function of the library as its check does, and ignores the result. */
  void call(Routine routine, Precision precision) {
    boolean _ = of(precision).call(routine);
  }

  /**
   * Checks a function, unless it has been checked. Another thread that uses the function first at
   * the same time waits for the result.
   */
  boolean isRight(Routine routine, Precision precision) {
    OfPrecision functions = of(precision);
    synchronized (functions) {
      Boolean known = functions.result(routine);
      if (known != null) {
        return known;
      }
      if (functions.check(routine)) {
        return true;
      }
    }
    // A logger is code of the program, and must not run while other threads wait.
    warn(routine, precision);
    return false;
  }

  /**
   * Logs the warning. If the logger throws, the thread's handler receives the exception: thrown
   * from here, it would make the JVM throw it again in every later call of the routine.
   */
  private void warn(Routine routine, Precision precision) {
    try {
      logger.log(
          System.Logger.Level.WARNING,
          "{0}: {1} in {2} returned a wrong result when it was checked at its first use, and is"
              + " computed in Java from now on; use another library or version. To call it"
              + " nevertheless, set {3} to false",
          library,
          routine,
          precision,
          Settings.howToSet(Settings.LIBRARY_CHECK_PROPERTY));
    } catch (RuntimeException fromLogger) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, fromLogger);
    }
  }

  /** Whether a function has been checked and was wrong. */
  boolean isFoundWrong(Routine routine, Precision precision) {
    return Boolean.FALSE.equals(of(precision).result(routine));
  }

  /** The routines that have been found wrong. */
  List<JavaSubstitute> substitutes() {
    Map<Routine, Set<Precision>> wrong = new EnumMap<>(Routine.class);
    for (Routine routine : Routine.values()) {
      for (Precision precision : Precision.values()) {
        if (isFoundWrong(routine, precision)) {
          wrong.computeIfAbsent(routine, absent -> EnumSet.noneOf(Precision.class)).add(precision);
        }
      }
    }
    List<JavaSubstitute> substitutes = new ArrayList<>();
    wrong.forEach(
        (routine, precisions) ->
            substitutes.add(
                new JavaSubstitute(
                    routine,
                    precisions,
                    library + " returned a wrong result when it was checked at its first use")));
    return substitutes;
  }
}
