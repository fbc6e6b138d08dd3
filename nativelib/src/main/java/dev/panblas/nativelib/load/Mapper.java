/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.load;

import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Maps libraries by {@code dlopen} on a thread that may run on one processor only. While it is
 * loaded, a BLAS library starts a thread for each processor of the loading thread, and ends or
 * hangs the process if it may not; on one processor it starts none. An OpenMP run time that it
 * needs is mapped before, on all processors.
 *
 * <p>Threads inherit the processors of the thread that starts them, and JDK classes read their
 * number once. Therefore the loading thread runs rehearsed calls into C only: each has been made
 * before on another thread, so that nothing is linked or initialised there.
 */
public final class Mapper {

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
  public static final int MASK_SIZE = 8192;

  private final SystemCalls calls;
  private final long open;
  private final long error;
  private final long symbol;
  private final long getAffinity;
  private final long setAffinity;

  private Mapper(SystemCalls calls, long open) {
    this.calls = calls;
    this.open = open;
    error = calls.find("dlerror");
    symbol = calls.find("dlsym");
    getAffinity = calls.find("sched_getaffinity");
    setAffinity = calls.find("sched_setaffinity");
  }

  /**
   * A mapper whose calls are rehearsed.
   *
   * @param calls how C is called
   * @return empty if this system has no dlopen
   * @throws UnusableLibraryException if no thread can be started
   */
  public static Optional<Mapper> prepare(SystemCalls calls) throws UnusableLibraryException {
    long open = calls.find("dlopen");
    if (open == 0) {
      return Optional.empty();
    }
    Mapper mapper = new Mapper(calls, open);
    // A folder cannot be mapped, so every call of a loading thread has no effect.
    mapper.map("/", mapper.processors());
    return Optional.of(mapper);
  }

  /**
   * Whether a library is mapped already.
   *
   * @param file its file or name
   * @return true if it is
   */
  public boolean isMapped(String file) {
    return mapped(file) != 0;
  }

  /**
   * A library that is mapped already.
   *
   * @param file its file or name
   * @return the system's handle; 0 if it is not mapped
   */
  public long mapped(String file) {
    return calls.call(open, SystemCalls.argument(file), RTLD_NOW | RTLD_NOLOAD);
  }

  /**
   * Finds a function of a library or of those that it needs.
   *
   * @param library the handle of a mapped library
   * @param function its name in C
   * @return its address; 0 if there is none
   */
  public long find(long library, String function) {
    return calls.call(symbol, library, SystemCalls.argument(function));
  }

  /**
   * Maps a library and resolves all of its symbols. A plain lookup resolves them lazily, and a
   * missing one would end the process when it is first called.
   *
   * @param file its file or name
   * @return the error message of the system; empty if the library was mapped
   * @throws UnusableLibraryException if no thread can be started
   */
  public String map(String file) throws UnusableLibraryException {
    return map(file, first(processors()));
  }

  /**
   * Maps an OpenMP run time on a thread that may run on all processors. It starts no threads, but
   * reads their number once, for all code of the process.
   *
   * @param file its file or name
   * @return the error message of the system; empty if the library was mapped
   * @throws UnusableLibraryException if no thread can be started
   */
  public String mapOnAllProcessors(String file) throws UnusableLibraryException {
    return map(file, new byte[0]);
  }

  private String map(String file, byte[] processors) throws UnusableLibraryException {
    byte[] name = SystemCalls.argument(file);
    int mode = mode();
    return LoadingThread.run(() -> mapHere(name, mode, processors));
  }

  /** The mode of dlopen: with RTLD_DEEPBIND if another BLAS is visible in the whole process. */
  private int mode() {
    long found = calls.call(symbol, 0L, SystemCalls.argument("dgemm_"));
    return found == 0 ? RTLD_NOW : RTLD_NOW | RTLD_DEEPBIND;
  }

  /** Runs on the loading thread, to which the system's message belongs. */
  private String mapHere(byte[] file, int mode, byte[] processors) {
    if (setAffinity != 0 && processors.length > 0) {
      // Where it is refused, the library starts its threads, and their number is set afterwards.
      calls.call(setAffinity, 0, (long) processors.length, processors);
    }
    if (calls.call(open, file, mode) != 0) {
      return "";
    }
    long message = calls.call(error);
    return message == 0 ? "" : calls.string(message);
  }

  /** The processors of the calling thread, one a bit; empty if the system does not report them. */
  private byte[] processors() {
    if (getAffinity == 0) {
      return new byte[0];
    }
    byte[] processors = new byte[MASK_SIZE];
    int result = (int) calls.call(getAffinity, 0, (long) MASK_SIZE, processors);
    return result < 0 ? new byte[0] : processors;
  }

  /** Keeps the first processor of a set. */
  private static byte[] first(byte[] processors) {
    ByteBuffer words = ByteBuffer.wrap(processors).order(ByteOrder.nativeOrder());
    boolean found = false;
    for (int at = 0; at < processors.length; at += Long.BYTES) {
      long bits = words.getLong(at);
      words.putLong(at, found ? 0 : Long.lowestOneBit(bits));
      found |= bits != 0;
    }
    return processors;
  }
}
