/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Settings;
import dev.panblas.spi.Threading;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The thread count of a loaded library: one, or what the first opening in this copy of Panblas
 * requests. All backends that use a file share the instance for it.
 */
public final class LibraryThreads {

  private static final System.Logger LOGGER = System.getLogger(LibraryThreads.class.getName());

  private static final Map<Path, LibraryThreads> BY_FILE = new HashMap<>();

  private final String library;
  private final Vendor vendor;
  private final boolean isNew;
  private final System.Logger logger;

  /** The count of the first opening; 0 before it. */
  private volatile int decided;

  private volatile boolean warned;

  LibraryThreads(Vendor vendor, String library, boolean isNew, System.Logger logger) {
    this.vendor = vendor;
    this.library = library;
    this.isNew = isNew;
    this.logger = logger;
  }

  /**
   * The threads of a library. Changes nothing: another framework may use the library, and this one
   * may only be asked whether it is ready.
   *
   * @param vendor the library
   * @param file its file; empty if the system does not report it
   * @param isNew whether Panblas mapped it; otherwise another count than one is worth a warning
   * @return the threads, the same for each call with this file
   */
  public static LibraryThreads of(Vendor vendor, Optional<Path> file, boolean isNew) {
    if (file.isEmpty()) {
      return new LibraryThreads(vendor, vendor.name(), isNew, LOGGER);
    }
    synchronized (BY_FILE) {
      return BY_FILE.computeIfAbsent(
          file.get(), known -> new LibraryThreads(vendor, known.toString(), isNew, LOGGER));
    }
  }

  /**
   * The thread count after an opening with given settings. Sets nothing.
   *
   * @param requested the count that the settings request
   * @return 1 or more; empty if unknown
   * @throws UnusableLibraryException if the library was opened with another count
   */
  public OptionalInt countFor(OptionalInt requested) throws UnusableLibraryException {
    if (decided == 0) {
      return vendor.threadsFor(requested.orElse(1));
    }
    if (requested.orElse(decided) != decided) {
      throw new UnusableLibraryException(
          String.format(
              Locale.ROOT,
              "the first opening of a library in a process decides its thread count: %s was opened"
                  + " with %d, but %d is requested",
              library,
              decided,
              requested.getAsInt()),
          "set " + Settings.howToSet(Settings.LIBRARY_THREADS_PROPERTY) + " for the whole process");
    }
    return vendor.threads();
  }

  /**
   * Sets the thread count at the first opening. If the settings request none and the program loaded
   * the library with threads, a warning is logged.
   *
   * @param requested the count that the settings request; empty for that of the first opening
   * @throws UnusableLibraryException if the library was opened with another count, or no thread can
   *     be started to check the count
   */
  public synchronized void open(OptionalInt requested) throws UnusableLibraryException {
    OptionalInt _ = countFor(requested);
    if (decided == 0) {
      int before = vendor.threads().orElse(1);
      int count = requested.orElse(1);
      vendor.setThreads(count);
      decided = count;
      if (requested.isEmpty() && !isNew && before > 1) {
        logger.log(
            System.Logger.Level.WARNING,
            "{0} was loaded by the program, or by another copy of Panblas, with {1} threads and now"
                + " has 1, because Panblas divides calls itself; to leave threads to the library,"
                + " set {2}",
            library,
            Integer.toString(before), // a logger formats numbers by the default locale
            Settings.howToSet(Settings.LIBRARY_THREADS_PROPERTY));
      }
    }
  }

  /**
   * Whether the library was opened with more than one thread.
   *
   * @return true if its calls must not be divided
   */
  public boolean areOwn() {
    return decided > 1;
  }

  /**
   * The threads on which calls compute now. Each call asks the library, because others may set its
   * count and set it back; the first time that it is raised, a warning is logged.
   *
   * @return the threads
   */
  public Threading threading() {
    if (areOwn()) {
      return Threading.OWN;
    }
    OptionalInt count = vendor.threads();
    if (count.isEmpty()) {
      return Threading.UNKNOWN;
    }
    if (count.getAsInt() == 1) {
      return Threading.CALLING_THREAD;
    }
    if (!warned) {
      warnOnce(count.getAsInt());
    }
    return Threading.OWN;
  }

  private synchronized void warnOnce(int count) {
    if (!warned) {
      warned = true;
      logger.log(
          System.Logger.Level.WARNING,
          "the program, or another copy of Panblas, has set {0} threads in {1}: while it has more"
              + " than one, Panblas does not divide calls to it, copies Java arrays, and runs its"
              + " products one at a time if they are wrong otherwise",
          Integer.toString(count), // not by the default locale
          library);
    }
  }
}
