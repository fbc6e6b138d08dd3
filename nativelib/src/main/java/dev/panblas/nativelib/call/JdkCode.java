/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The functions in C of the JDK's own libraries. */
final class JdkCode {

  /** A Dl_info: the file and three other pointers. */
  private static final long INFO_SIZE = 4 * ADDRESS.byteSize();

  private JdkCode() {}

  /**
   * Whether a function is in a library of the JDK.
   *
   * @param function its address, which may be any number
   * @return false also if that cannot be found out
   */
  static boolean contains(MemorySegment function) throws Throwable {
    Optional<MethodHandle> dladdr =
        Downcalls.ofSystem("dladdr", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    if (dladdr.isEmpty()) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = arena.allocate(INFO_SIZE, ADDRESS.byteSize());
      if ((int) dladdr.get().invokeExact(function, info) == 0) {
        return false; // in no library, such as SIG_DFL and SIG_IGN
      }
      Path file = Path.of(Downcalls.string(info.get(ADDRESS, 0))).toRealPath();
      return file.startsWith(Path.of(System.getProperty("java.home")).toRealPath());
    } catch (IOException | InvalidPathException notAFile) {
      return false;
    }
  }
}
