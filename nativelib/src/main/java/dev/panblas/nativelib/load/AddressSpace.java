/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.load;

import dev.panblas.nativelib.file.Platform;
import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address space that a library needs. OpenBLAS maps a work buffer when it is loaded and another
 * one for each concurrent caller, and ends the process if it cannot.
 */
public final class AddressSpace {

  /**
   * Two work buffers of 128 MiB, OpenBLAS's file of 40 MB, and a margin for the JVM: each of its
   * threads that allocates native memory for the first time maps 64 to 128 MiB.
   */
  private static final long NEEDED = 512L << 20;

  private static final int READ_AND_WRITE = 3;

  /** MAP_PRIVATE and MAP_ANONYMOUS. */
  private static final int PRIVATE =
      Platform.CURRENT.system() == Platform.OperatingSystem.LINUX ? 0x22 : 0x1002;

  private static final Path LIMITS = Path.of("/proc/self/limits");
  private static final Path OVERCOMMIT = Path.of("/proc/sys/vm/overcommit_memory");

  private AddressSpace() {}

  /**
   * Maps as much memory as opening a library takes, and unmaps it. Has no effect on Windows.
   *
   * @param calls how C is called
   * @throws UnusableLibraryException if the system refuses it; the message names the limit
   */
  public static void require(SystemCalls calls) throws UnusableLibraryException {
    long map = calls.find("mmap");
    long unmap = calls.find("munmap");
    if (map == 0 || unmap == 0) {
      return;
    }
    long mapped = calls.call(map, 0L, NEEDED, READ_AND_WRITE, PRIVATE, -1, 0L);
    if (mapped != -1) {
      calls.call(unmap, mapped, NEEDED);
    } else {
      throw new UnusableLibraryException(
          String.format(
              Locale.ROOT,
              "a library needs %d MiB of address space for its code and its work buffers, but the"
                  + " process cannot map them: %s",
              NEEDED >> 20,
              limit()),
          "raise that limit, or lower -Xmx, -XX:ReservedCodeCacheSize and"
              + " -XX:CompressedClassSpaceSize");
    }
  }

  private static String limit() {
    try {
      if (Files.isReadable(OVERCOMMIT) && Files.readString(OVERCOMMIT).strip().equals("2")) {
        return "the system commits no more memory than it has (vm.overcommit_memory is 2)";
      }
      try (Stream<String> limits = Files.lines(LIMITS)) {
        Optional<String> soft =
            limits
                .filter(line -> line.startsWith("Max address space"))
                .map(line -> line.split("\\s{2,}", -1)[1])
                .filter(value -> !value.equals("unlimited"))
                .findFirst();
        if (soft.isPresent()) {
          return "ulimit -v limits it to " + (Long.parseLong(soft.get()) >> 10) + " KiB";
        }
      }
    } catch (IOException unknown) {
      // The system does not report its limits.
    }
    return "the limit may be ulimit -v or the system's memory";
  }
}
