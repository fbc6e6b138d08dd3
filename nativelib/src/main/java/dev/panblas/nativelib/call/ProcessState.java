/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.load.LoadingThread;
import dev.panblas.nativelib.load.Mapper;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the process that a library may change while it is loaded: signal handlers,
 * environment, working directory, locale, and the processors of the first thread. On Windows
 * nothing is restored.
 */
public final class ProcessState {

  private static final System.Logger LOGGER = System.getLogger(ProcessState.class.getName());

  private static final boolean IS_LINUX =
      Platform.CURRENT.system() == Platform.OperatingSystem.LINUX;

  private static final int SIGNALS = 64;

  /** The name of a signal's action, which begins with the address of its handler. */
  private static final String HANDLER = "the handler of signal ";

  /** More bytes than a struct sigaction has on any system. */
  private static final long ACTION_SIZE = 256;

  /** The signals beyond 64 in a set of glibc, which Linux does not have and glibc does not set. */
  private static final long UNUSED = 16;

  private static final long UNUSED_SIZE = 120;

  /** The longest path on Linux. */
  private static final long PATH_SIZE = 4096;

  /** LC_ALL. */
  private static final int ALL_CATEGORIES = IS_LINUX ? 6 : 0;

  /** One part of the state as C describes it, and the function that sets it. */
  private record Part(MemorySegment value, Setter setter) {

    boolean isIn(Map<String, Part> state, String name) {
      Part other = state.get(name);
      return other != null && value.mismatch(other.value) == -1;
    }
  }

  @FunctionalInterface
  private interface Setter {

    void set(MemorySegment value) throws Throwable;
  }

  /** The type of sched_getaffinity and sched_setaffinity. */
  private static final FunctionDescriptor AFFINITY =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);

  private final Arena arena;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  private ProcessState(Arena arena) throws Throwable {
    this.arena = arena;
    readSignalHandlers();
    readEnvironment();
    readFolder();
    readLocale();
    readProcessors();
  }

  /**
   * Opens a library on a thread of its own, and then restores the parts of the state that differ.
   * State of one thread, such as the floating-point mode, ends with that thread. If another thread
   * of the program changes the state of the process at the same time, its change may be undone. A
   * signal handler of the JDK is kept: the JDK sets one when channels are used for the first time,
   * and without it the signal that wakes a thread in a channel ends the process.
   *
   * @param <T> the result
   * @param <X> the checked exception
   * @param opening opens the library; runs on the thread
   * @return its result
   * @throws X if {@code opening} throws it
   * @throws UnusableLibraryException if no thread can be started
   */
  public static <T, X extends Exception> T preserve(LoadingThread.Loading<T, X> opening)
      throws X, UnusableLibraryException {
    try (Arena arena = Arena.ofConfined()) {
      Optional<ProcessState> before = read(arena);
      try {
        return LoadingThread.run("panblas-opening", opening);
      } finally {
        before.ifPresent(state -> state.restore(read(arena).orElseThrow()));
      }
    }
  }

  private static Optional<ProcessState> read(Arena arena) {
    if (Platform.CURRENT.system() == Platform.OperatingSystem.WINDOWS) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ProcessState(arena));
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  private void restore(ProcessState now) {
    try {
      for (Map.Entry<String, Part> part : now.parts.entrySet()) {
        if (!parts.containsKey(part.getKey())) {
          restored(part.getKey());
          part.getValue().setter().set(MemorySegment.NULL);
        }
      }
      for (Map.Entry<String, Part> part : parts.entrySet()) {
        if (!part.getValue().isIn(now.parts, part.getKey()) && !now.isOfJdk(part.getKey())) {
          restored(part.getKey());
          part.getValue().setter().set(part.getValue().value());
        }
      }
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /** Whether a part is the handler of a signal, and a function of the JDK. */
  private boolean isOfJdk(String name) throws Throwable {
    Part part = parts.get(name);
    return part != null
        && name.startsWith(HANDLER)
        && JdkCode.contains(part.value().get(ADDRESS, 0));
  }

  private static void restored(String part) {
    LOGGER.log(
        System.Logger.Level.DEBUG, "a library has changed {0}, which Panblas restores", part);
  }

  private void readSignalHandlers() throws Throwable {
    MethodHandle sigaction =
        function("sigaction", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    for (int i = 1; i <= SIGNALS; i++) {
      int signal = i;
      MemorySegment action = arena.allocate(ACTION_SIZE, Long.BYTES);
      // Fails for the signals that the C library keeps for itself.
      if ((int) sigaction.invokeExact(signal, MemorySegment.NULL, action) == 0) {
        if (IS_LINUX) {
          action.asSlice(UNUSED, UNUSED_SIZE).fill((byte) 0);
        }
        put(
            HANDLER + signal,
            action,
            value -> {
              int _ = (int) sigaction.invokeExact(signal, value, MemorySegment.NULL);
            });
      }
    }
  }

  private void readEnvironment() throws Throwable {
    Optional<MemorySegment> environ = Linker.nativeLinker().defaultLookup().find("environ");
    if (environ.isEmpty()) {
      return;
    }
    MethodHandle unset = function("unsetenv", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    MethodHandle set =
        function("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    MemorySegment entries = unbounded(unbounded(environ.get()).get(ADDRESS, 0));
    for (long at = 0; entries.get(ADDRESS, at).address() != 0; at += ADDRESS.byteSize()) {
      MemorySegment entry = string(entries.get(ADDRESS, at));
      byte[] bytes = entry.toArray(JAVA_BYTE);
      int length = 0;
      while (length < bytes.length && bytes[length] != '=') {
        length++;
      }
      if (length == bytes.length) {
        continue; // not a variable
      }
      MemorySegment name = arena.allocate(length + 1L);
      name.copyFrom(entry.asSlice(0, length));
      put(
          "the environment variable " + Downcalls.string(name),
          entry.asSlice(length + 1),
          value -> {
            int _ =
                value.address() == 0
                    ? (int) unset.invokeExact(name)
                    : (int) set.invokeExact(name, value, 1);
          });
    }
  }

  private void readFolder() throws Throwable {
    MethodHandle getcwd = function("getcwd", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG));
    MethodHandle chdir = function("chdir", FunctionDescriptor.of(JAVA_INT, ADDRESS));
    MemorySegment path = arena.allocate(PATH_SIZE);
    MemorySegment result = (MemorySegment) getcwd.invokeExact(path, PATH_SIZE);
    if (result.address() != 0) {
      put(
          "the working directory",
          path,
          value -> {
            int _ = (int) chdir.invokeExact(value);
          });
    }
  }

  private void readLocale() throws Throwable {
    MethodHandle setlocale =
        function("setlocale", FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS));
    MemorySegment name = (MemorySegment) setlocale.invokeExact(ALL_CATEGORIES, MemorySegment.NULL);
    if (name.address() != 0) {
      put(
          "the locale",
          string(name),
          value -> {
            MemorySegment _ = (MemorySegment) setlocale.invokeExact(ALL_CATEGORIES, value);
          });
    }
  }

  /** On Linux the first thread has the number of the process. */
  private void readProcessors() throws Throwable {
    Optional<MethodHandle> get = Downcalls.ofSystem("sched_getaffinity", AFFINITY);
    Optional<MethodHandle> set = Downcalls.ofSystem("sched_setaffinity", AFFINITY);
    if (get.isEmpty() || set.isEmpty()) {
      return;
    }
    int process = (int) ProcessHandle.current().pid();
    MemorySegment processors = arena.allocate(Mapper.MASK_SIZE, Long.BYTES);
    if ((int) get.get().invokeExact(process, (long) Mapper.MASK_SIZE, processors) >= 0) {
      put(
          "the processors of the first thread",
          processors,
          value -> {
            int _ = (int) set.get().invokeExact(process, (long) Mapper.MASK_SIZE, value);
          });
    }
  }

  private void put(String name, MemorySegment value, Setter setter) {
    MemorySegment copy = arena.allocate(value.byteSize(), Long.BYTES).copyFrom(value);
    parts.put(name, new Part(copy, setter));
  }

  /** A string of C, with its zero. */
  private static MemorySegment string(MemorySegment text) {
    MemorySegment all = unbounded(text);
    long length = 0;
    while (all.get(JAVA_BYTE, length) != 0) {
      length++;
    }
    return all.asSlice(0, length + 1);
  }

  @SuppressWarnings("restricted")
  private static MemorySegment unbounded(MemorySegment address) {
    return address.reinterpret(Long.MAX_VALUE);
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    return Downcalls.ofSystem(name, descriptor).orElseThrow();
  }
}
