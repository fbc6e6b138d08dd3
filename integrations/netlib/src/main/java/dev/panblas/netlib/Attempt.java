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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to install. Whatever can be known beforehand is checked before anything is changed.
 * If netlib then does not start as it should, its properties get their values back.
 */
final class Attempt {

  /**
   * Measures time. Newer versions of ARPACK name it otherwise, and no program is known that calls
   * it through netlib.
   */
  private static final String TIMER = "second_";

  private final boolean start;
  private final Optional<ClassLoader> loader = NetlibApi.BLAS.loader();

  /** The values to give to netlib's properties. */
  private final Map<String, String> properties = new LinkedHashMap<>();

  Attempt(boolean start) {
    this.start = start;
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
    Set<String> symbols = new TreeSet<>(NetlibApi.BLAS.symbols(loader));
    properties.put(NetlibApi.BLAS.property("nativeLibPath"), file.toString());
    Use lapack = lapack(file, symbols, threads);
    LibraryLoading loading = new LibraryLoading();
    Use arpack = arpack(threads);
    loading.load(files, symbols);
    Library library = loading.withThreads(file, threads);
    if (arpack.file().isPresent()) {
      arpack = load(loading, arpack);
    }
    Map<String, String> before = setProperties();
    Use blas = Use.of(file, "its properties are set; netlib itself was not started");
    if (start && loader.isPresent()) {
      try {
        blas = started(NetlibApi.BLAS, blas, before);
      } catch (UnusableLibraryException refusal) {
        properties.keySet().forEach(name -> setProperty(name, before.get(name)));
        loading.restoreThreads();
        throw refusal;
      }
      lapack = startedOrNot(NetlibApi.LAPACK, lapack, before);
      arpack = startedOrNot(NetlibApi.ARPACK, arpack, before);
    }
    return new Installation(Optional.of(library), blas, lapack, arpack);
  }

  private static void requireNative(NetlibApi api) throws UnusableLibraryException {
    String property = api.property("allowNative");
    if (isForbidden(api)) {
      throw new UnusableLibraryException(
          property + " is " + System.getProperty(property) + ", so netlib computes in Java",
          "remove that property, or set it to true");
    }
  }

  private static boolean isForbidden(NetlibApi api) {
    return !Boolean.parseBoolean(System.getProperty(api.property("allowNative"), "true"));
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
    if (isForbidden(api)) {
      return Use.none(forbidden(api));
    }
    if (threads == 1) {
      symbols.addAll(api.symbols(loader));
      properties.put(api.property("nativeLibPath"), file.toString());
      return Use.of(file, "its properties are set; netlib itself was not started");
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
  private Use arpack(int threads) throws UnusableLibraryException {
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
    if (isMapped(api) && file.filter(own -> isOurs(api, own)).isEmpty()) {
      return Use.none("it started before, and calls the library that it found then");
    }
    if (file.isPresent() && threads == 1) {
      return Use.of(file.get(), "its properties are set; netlib itself was not started");
    }
    String reason =
        file.isPresent()
            ? "there is more than one library thread"
            : "there is no jar org.bytedeco:arpack-ng for " + Platform.CURRENT;
    return Use.none(
        reason + (leaveToJava(api) ? ", so it is left to Java" : "; netlib looks for one itself"));
  }

  /** Loads ARPACK; what it lacks leaves it to Java. */
  private Use load(LibraryLoading loading, Use arpack) throws UnusableLibraryException {
    NetlibApi api = NetlibApi.ARPACK;
    Path file = arpack.file().orElseThrow();
    try {
      Set<String> symbols = new TreeSet<>(api.symbols(loader));
      symbols.remove(TIMER);
      loading.load(List.of(file), symbols);
      properties.put(api.property("nativeLibPath"), file.toString());
      return arpack;
    } catch (UnusableLibraryException unusable) {
      leaveToJava(api);
      return Use.none(unusable.getMessage() + ", so it is left to Java");
    }
  }

  private boolean isAbsent(NetlibApi api) {
    return loader.isPresent() && api.loader().isEmpty();
  }

  /**
   * Makes an interface compute in Java; false if this version of netlib has no property for that.
   */
  private boolean leaveToJava(NetlibApi api) throws UnusableLibraryException {
    if (loader.isPresent() && !api.readsAllowNative(loader.get())) {
      return false;
    }
    properties.put(api.property("allowNative"), "false");
    return true;
  }

  /** Sets the properties and returns the values of those that were set before. */
  private Map<String, String> setProperties() {
    Map<String, String> before = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          String former = System.getProperty(name);
          if (former != null) {
            before.put(name, former);
          }
          System.setProperty(name, value);
        });
    return before;
  }

  private static void setProperty(String name, @Nullable String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }

  private Use startedOrNot(NetlibApi api, Use use, Map<String, String> before) {
    if (use.file().isEmpty()) {
      return use;
    }
    try {
      return started(api, use, before);
    } catch (UnusableLibraryException refusal) {
      properties.keySet().stream()
          .filter(name -> name.startsWith(api.property("")))
          .forEach(name -> setProperty(name, before.get(name)));
      return Use.none(refusal.getMessage() + "; to fix it, " + refusal.remedy());
    }
  }

  /**
   * Starts an interface of netlib.
   *
   * @throws UnusableLibraryException if it had started before with another library, or does not
   *     call native code
   */
  private Use started(NetlibApi api, Use use, Map<String, String> before)
      throws UnusableLibraryException {
    Path file = use.file().orElseThrow();
    boolean wasOurs = file.toString().equals(before.get(api.property("nativeLibPath")));
    boolean wasMapped = isMapped(api);
    Class<?> implementation;
    boolean isFirst;
    Optional<Throwable> failure;
    try (StartLog log = new StartLog(api)) {
      implementation = api.start(loader.orElseThrow());
      isFirst = log.hasStarted() || (!wasMapped && isMapped(api));
      failure = log.failure();
    }
    boolean isNative = implementation.getName().equals(api.className("JNI" + api));
    if (isNative && (isFirst || wasOurs)) {
      return Use.of(file, "called by " + implementation.getName());
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
