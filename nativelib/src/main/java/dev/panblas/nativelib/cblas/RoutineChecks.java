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
import java.util.concurrent.ConcurrentHashMap;

/**
 * The checks of a library's functions. A function is checked once, when it is first called: one
 * {@linkplain ExactCall call} with an exact result. A function that returns another result is
 * computed in Java from then on.
 */
final class RoutineChecks {

  /** Logs the warnings, unless a caller has another logger. */
  static final System.Logger LOGGER = System.getLogger(RoutineChecks.class.getName());

  private record Function(Routine routine, Precision precision) {}

  private final Cblas unchecked;
  private final Cblas checked;
  private final Optional<Cblas> uncheckedOnArrays;
  private final Optional<Cblas> checkedOnArrays;
  private final String library;
  private final System.Logger logger;
  private final Map<Function, Boolean> isRight = new ConcurrentHashMap<>();
  private final Set<Function> reported = ConcurrentHashMap.newKeySet();

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
    ExactCall.prepare(unchecked);
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

  /**
   * Checks a function, unless it has been checked. Another thread that uses the function first at
   * the same time waits for the result.
   */
  boolean isRight(Routine routine, Precision precision) {
    Function function = new Function(routine, precision);
    boolean right =
        isRight.computeIfAbsent(
            function, absent -> ExactCall.isExact(unchecked, routine, precision));
    // A logger is code of the program, and must not run while other threads wait.
    if (!right && reported.add(function)) {
      warn(routine, precision);
    }
    return right;
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
    return Boolean.FALSE.equals(isRight.get(new Function(routine, precision)));
  }

  /** The routines that have been found wrong. */
  List<JavaSubstitute> substitutes() {
    Map<Routine, Set<Precision>> wrong = new EnumMap<>(Routine.class);
    isRight.forEach(
        (function, right) -> {
          if (!right) {
            wrong
                .computeIfAbsent(function.routine, routine -> EnumSet.noneOf(Precision.class))
                .add(function.precision);
          }
        });
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
