/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Maps libraries by {@code dlopen} on a thread that may run on one processor only. While it is
 * loaded, a BLAS library starts a thread for each processor of the loading thread, and ends or
 * hangs the process if it may not; on one processor it starts none. An OpenMP run time that it
 * needs is mapped before, on all processors.
 *
 * <p>Threads inherit the processors of the thread that starts them, and JDK classes read their
 * number once. Therefore the loading thread runs prepared calls into C only: each handle has been
 * called before on another thread, so that nothing is linked or initialised there.
 */
final class Mapper {

  private static final int RTLD_NOW = 2; // the same on Linux and macOS

  /** Finds a library that is mapped already, and maps none. */
  private static final int RTLD_NOLOAD =
      Platform.CURRENT.system() == Platform.OperatingSystem.LINUX ? 4 : 16;

  /**
   * Lets a library find its own functions before those of the whole process. The functions of a
   * BLAS call each other by name: if another BLAS is linked to the program or preloaded, they would
   * otherwise call that one.
   */
  private static final int RTLD_DEEPBIND =
      Platform.CURRENT.system() == Platform.OperatingSystem.LINUX ? 8 : 0;

  /** The bytes of a set of processors: enough for 65,536, because Linux refuses a set too small. */
  static final long MASK_SIZE = 8192;

  /** The type of sched_getaffinity and sched_setaffinity. */
  static final FunctionDescriptor AFFINITY =
      FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);

  private final MethodHandle open;
  private final MethodHandle error;
  private final MethodHandle copy;
  private final MethodHandle free;
  private final MethodHandle symbol;
  private final Optional<MethodHandle> getAffinity;
  private final Optional<MethodHandle> setAffinity;

  private Mapper(MethodHandle open) {
    this.open = open;
    error = function("dlerror", FunctionDescriptor.of(ADDRESS)).orElseThrow();
    symbol = function("dlsym", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS)).orElseThrow();
    copy = function("strdup", FunctionDescriptor.of(ADDRESS, ADDRESS)).orElseThrow();
    free = function("free", FunctionDescriptor.ofVoid(ADDRESS)).orElseThrow();
    getAffinity = function("sched_getaffinity", AFFINITY);
    setAffinity = function("sched_setaffinity", AFFINITY);
  }

  /**
   * A mapper whose calls are prepared.
   *
   * @return empty if this system has no dlopen
   * @throws UnusableLibraryException if no thread can be started
   */
  static Optional<Mapper> prepare() throws UnusableLibraryException {
    Optional<MethodHandle> open =
        function("dlopen", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Mapper mapper = new Mapper(open.get());
    try (Arena arena = Arena.ofShared()) {
      // A rehearsal: a folder cannot be mapped, so every call of a loading thread has no effect.
      mapper.map(arena.allocateFrom("/"), mapper.processors(arena));
    }
    return Optional.of(mapper);
  }

  static Optional<MethodHandle> function(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .defaultLookup()
        .find(name)
        .map(address -> Downcalls.handle(address, descriptor));
  }

  /** Whether a library is mapped already. */
  boolean isMapped(String file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(file);
      MemorySegment library = (MemorySegment) open.invokeExact(name, RTLD_NOW | RTLD_NOLOAD);
      return library.address() != 0;
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /**
   * Maps a library and resolves all of its symbols. A plain lookup resolves them lazily, and a
   * missing one would end the process when it is first called.
   *
   * @return the error message of the system; empty if the library was mapped
   * @throws UnusableLibraryException if no thread can be started
   */
  String map(String file) throws UnusableLibraryException {
    try (Arena arena = Arena.ofShared()) {
      return map(arena.allocateFrom(file), first(processors(arena)));
    }
  }

  /**
   * Maps an OpenMP run time on a thread that may run on all processors. It starts no threads, but
   * reads their number once, for all code of the process.
   *
   * @return the error message of the system; empty if the library was mapped
   * @throws UnusableLibraryException if no thread can be started
   */
  String mapOnAllProcessors(String file) throws UnusableLibraryException {
    try (Arena arena = Arena.ofShared()) {
      return map(arena.allocateFrom(file), MemorySegment.NULL);
    }
  }

  private String map(MemorySegment file, MemorySegment processors) throws UnusableLibraryException {
    int mode = mode();
    MemorySegment message = LoadingThread.run(() -> mapHere(file, mode, processors));
    if (message.address() == 0) {
      return "";
    }
    try {
      String text = Downcalls.string(message);
      free.invokeExact(message);
      return text;
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /** The mode of dlopen: with RTLD_DEEPBIND if another BLAS is visible in the whole process. */
  private int mode() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment found =
          (MemorySegment) symbol.invokeExact(MemorySegment.NULL, arena.allocateFrom("dgemm_"));
      return found.address() == 0 ? RTLD_NOW : RTLD_NOW | RTLD_DEEPBIND;
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /** Runs on the loading thread. Returns a copy of the message, which belongs to this thread. */
  private MemorySegment mapHere(MemorySegment file, int mode, MemorySegment processors) {
    try {
      if (setAffinity.isPresent() && processors.byteSize() > 0) {
        // Where it is refused, the library starts its threads, and their number is set afterwards.
        int _ = (int) setAffinity.get().invokeExact(0, processors.byteSize(), processors);
      }
      MemorySegment library = (MemorySegment) open.invokeExact(file, mode);
      if (library.address() != 0) {
        return MemorySegment.NULL;
      }
      MemorySegment message = (MemorySegment) error.invokeExact();
      return message.address() == 0 ? message : (MemorySegment) copy.invokeExact(message);
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /**
   * The processors of the calling thread, one a bit; of size 0 if the system does not report them.
   */
  private MemorySegment processors(Arena arena) {
    if (getAffinity.isEmpty()) {
      return MemorySegment.NULL;
    }
    MemorySegment processors = arena.allocate(MASK_SIZE, Long.BYTES);
    try {
      int result = (int) getAffinity.get().invokeExact(0, MASK_SIZE, processors);
      return result < 0 ? MemorySegment.NULL : processors;
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /** Keeps the first processor of a set. */
  private static MemorySegment first(MemorySegment processors) {
    boolean found = false;
    for (long at = 0; at < processors.byteSize(); at += Long.BYTES) {
      long bits = processors.get(JAVA_LONG, at);
      processors.set(JAVA_LONG, at, found ? 0 : Long.lowestOneBit(bits));
      found |= bits != 0;
    }
    return processors;
  }
}
