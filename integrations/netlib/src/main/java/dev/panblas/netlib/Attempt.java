/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.panblas.nativelib.file.Dependencies;
import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.netlib.Installation.Library;
import dev.panblas.netlib.Installation.Use;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One attempt to install. Whatever can be known beforehand is checked before anything is changed.
 * If netlib then does not start as it should, its properties get their values back.
 */
final class Attempt {

  /**
   * A timer, which newer versions of ARPACK name {@code arscnd}. No program is known that calls it
   * through netlib.
   */
  private static final String TIMER = "second";

  private static final String NOT_STARTED = "its properties are set; netlib itself was not started";

  private final boolean start;
  private final Set<NetlibApi> leftToJava;
  private final NetlibProperties properties = new NetlibProperties();

  /**
   * An attempt.
   *
   * @param start whether netlib is started
   * @param leftToJava the interfaces whose {@code allowNative} is false by an earlier attempt
   */
  Attempt(boolean start, Set<NetlibApi> leftToJava) {
    this.start = start;
    this.leftToJava = leftToJava;
  }

  /** The interfaces that {@link #run} has left to Java. */
  Set<NetlibApi> leftToJava() {
    return properties.leftToJava();
  }

  Installation run() throws UnusableLibraryException {
    requireNative(NetlibApi.BLAS);
    Optional<Setting> requested = Setting.of(Setting.LIBRARY_THREADS);
    int threads = requested.isPresent() ? requested.get().count() : 1;
    TemporaryFolder.requireLoadable();
    List<Path> files = LibraryFiles.library();
    Path file = files.get(files.size() - 1);
    requireOwn(NetlibApi.BLAS, file);
    requireOwn(NetlibApi.LAPACK, file);
    Set<String> symbols = new TreeSet<>(NetlibApi.BLAS.symbols());
    properties.call(NetlibApi.BLAS, file);
    Use blas = Use.of(file, NOT_STARTED);
    Use lapack = lapack(file, symbols, threads);
    LibraryLoading loading = new LibraryLoading();
    Use arpack = arpack(file, threads);
    loading.load(files, symbols);
    Library library = loading.withThreads(file, threads);
    try {
      if (arpack.file().isPresent()) {
        arpack = load(loading, arpack);
      }
      properties.set();
      if (start && NetlibApi.BLAS.loader().isPresent()) {
        blas = started(NetlibApi.BLAS, blas);
        lapack = startedOrNot(NetlibApi.LAPACK, lapack);
        arpack = startedOrNot(NetlibApi.ARPACK, arpack);
      }
    } catch (UnusableLibraryException refusal) {
      properties.restore();
      loading.restoreThreads();
      throw refusal;
    }
    return new Installation(Optional.of(library), blas, lapack, arpack);
  }

  private void requireNative(NetlibApi api) throws UnusableLibraryException {
    String property = api.property("allowNative");
    if (isForbidden(api)) {
      throw new UnusableLibraryException(
          property + " is " + System.getProperty(property) + ", so netlib computes in Java",
          "remove that property, or set it to true");
    }
  }

  /** Whether the program, not an earlier attempt, turned off native code. */
  private boolean isForbidden(NetlibApi api) {
    return !leftToJava.contains(api)
        && !Boolean.parseBoolean(System.getProperty(api.property("allowNative"), "true"));
  }

  /** Requires that netlib has not loaded another library, and that no property names one. */
  private static void requireOwn(NetlibApi api, Path file) throws UnusableLibraryException {
    Optional<String> other = other(api, file);
    if (other.isPresent()) {
      throw new UnusableLibraryException(
          other.get() + " names another library for netlib", "remove that property");
    }
    if (!isOurs(api, file) && isMapped(api)) {
      throw tooLate(api, "calls the library that it found then");
    }
  }

  private static boolean isOurs(NetlibApi api, Path file) {
    return file.toString().equals(System.getProperty(api.property("nativeLibPath")));
  }

  /** A property that names another library, with its value. */
  private static Optional<String> other(NetlibApi api, Path file) {
    if (isOurs(api, file)) {
      return Optional.empty();
    }
    for (String name : List.of("nativeLibPath", "nativeLib")) {
      String value = System.getProperty(api.property(name));
      if (value != null) {
        return Optional.of("-D" + api.property(name) + "=" + value);
      }
    }
    return Optional.empty();
  }

  private static UnusableLibraryException tooLate(NetlibApi api, String what) {
    return new UnusableLibraryException(
        "netlib's " + api + " started before Panblas was installed, and " + what,
        "call PanblasNetlib.install() first in the program, or use -javaagent:panblas-netlib.jar");
  }

  /** Whether netlib's own code for an interface is in the process; false if that is not known. */
  private static boolean isMapped(NetlibApi api) {
    try {
      return Platform.CURRENT.system() == Platform.OperatingSystem.LINUX
          && Dependencies.mapped().stream()
              .anyMatch(path -> path.toString().contains(api.smallLibrary()));
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Decides what LAPACK calls, and adds its functions if that is the library. */
  private Use lapack(Path file, Set<String> symbols, int threads) throws UnusableLibraryException {
    NetlibApi api = NetlibApi.LAPACK;
    if (isAbsent(api)) {
      return Use.none("netlib's LAPACK is not on the class path");
    }
    if (threads > 1 && isMapped(api)) {
      throw tooLate(
          api, "calls OpenBLAS, whose factorisations on several threads can end the process");
    }
    if (isForbidden(api)) {
      return Use.none(forbidden(api));
    }
    if (threads == 1) {
      symbols.addAll(api.symbols());
      properties.call(api, file);
      return Use.of(file, NOT_STARTED);
    }
    if (!leaveToJava(api)) {
      throw new UnusableLibraryException(
          "with more than one library thread LAPACK must be left to Java, but this version of"
              + " netlib has no property for that",
          "use netlib 3.1 or later, or remove " + Setting.howToSet(Setting.LIBRARY_THREADS));
    }
    return Use.none(
        "with "
            + threads
            + " library threads OpenBLAS's factorisations can end the process, so it is left to"
            + " Java");
  }

  private static String forbidden(NetlibApi api) {
    String property = api.property("allowNative");
    return property + " is " + System.getProperty(property) + ", so it is left to Java";
  }

  /** Decides what ARPACK calls. The ARPACK of a system would bring the BLAS of that system. */
  private Use arpack(Path library, int threads) throws UnusableLibraryException {
    NetlibApi api = NetlibApi.ARPACK;
    if (isAbsent(api)) {
      return Use.none("netlib's ARPACK is not on the class path");
    }
    if (isForbidden(api)) {
      return Use.none(forbidden(api));
    }
    Optional<Path> file = LibraryFiles.arpack();
    Optional<String> other = other(api, file.orElse(Path.of("")));
    if (other.isPresent()) {
      return Use.none(other.get() + " names its library, which is not changed");
    }
    if (isMapped(api) && (threads > 1 || file.filter(own -> isOurs(api, own)).isEmpty())) {
      return Use.none("it started before, and calls the library that it found then");
    }
    if (file.isEmpty()) {
      return withoutLibrary("there is no jar org.bytedeco:arpack-ng for " + Platform.CURRENT);
    }
    if (threads > 1) {
      return withoutLibrary("there is more than one library thread");
    }
    Optional<String> needed = LibraryFiles.otherBlasOfArpack(library);
    return needed.isPresent()
        ? withoutLibrary(
            "the ARPACK of the jar needs " + needed.get() + ", but the library is " + library)
        : Use.of(file.get(), NOT_STARTED);
  }

  /** Leaves ARPACK to Java, or to netlib if this version of it has no property for that. */
  private Use withoutLibrary(String reason) throws UnusableLibraryException {
    return Use.none(
        reason
            + (leaveToJava(NetlibApi.ARPACK)
                ? ", so it is left to Java"
                : "; netlib looks for one itself"));
  }

  /** Loads ARPACK; what it lacks leaves it to Java. */
  private Use load(LibraryLoading loading, Use arpack) throws UnusableLibraryException {
    NetlibApi api = NetlibApi.ARPACK;
    Path file = arpack.file().orElseThrow();
    try {
      Set<String> symbols = new TreeSet<>(api.symbols());
      symbols.remove(TIMER + "_");
      loading.load(List.of(file), symbols);
      properties.call(api, file);
      return arpack;
    } catch (UnusableLibraryException unusable) {
      return withoutLibrary(String.valueOf(unusable.getMessage()));
    }
  }

  private static boolean isAbsent(NetlibApi api) {
    return NetlibApi.BLAS.loader().isPresent() && api.loader().isEmpty();
  }

  /**
   * Makes an interface compute in Java; false if this version of netlib has no property for that.
   */
  private boolean leaveToJava(NetlibApi api) throws UnusableLibraryException {
    if (!api.readsAllowNative()) {
      return false;
    }
    properties.leaveToJava(api);
    return true;
  }

  private Use startedOrNot(NetlibApi api, Use use) {
    if (use.file().isEmpty()) {
      return use;
    }
    try {
      return started(api, use);
    } catch (UnusableLibraryException refusal) {
      properties.restore(api);
      return Use.none(refusal.getMessage() + "; to fix it, " + refusal.remedy());
    }
  }

  /**
   * Starts an interface of netlib.
   *
   * @throws UnusableLibraryException if it had started before with another library, or does not
   *     call native code
   */
  private Use started(NetlibApi api, Use use) throws UnusableLibraryException {
    Path file = use.file().orElseThrow();
    boolean wasOurs = properties.wasCalling(api, file);
    boolean wasMapped = isMapped(api);
    Class<?> implementation;
    boolean isFirst;
    Optional<Throwable> failure;
    try (StartLog log = new StartLog(api)) {
      implementation = api.start();
      isFirst = log.hasStarted() || (!wasMapped && isMapped(api));
      failure = log.failure();
    }
    boolean isNative = implementation.getName().equals(api.className("JNI" + api));
    if (isNative && (isFirst || wasOurs)) {
      return Use.of(
          file,
          "called by "
              + implementation.getName()
              + (api == NetlibApi.ARPACK ? ", except " + TIMER : ""));
    }
    if (!isFirst) {
      throw tooLate(api, "uses " + implementation.getName());
    }
    throw new UnusableLibraryException(
        "netlib cannot load its own code for "
            + api
            + " ("
            + failure.map(Throwable::toString).orElse("it does not say why")
            + "), so it uses "
            + implementation.getName(),
        "set java.io.tmpdir to a folder with free space that is not mounted noexec");
  }
}
