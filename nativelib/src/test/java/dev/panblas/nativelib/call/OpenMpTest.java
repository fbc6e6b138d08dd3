/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.nativelib.file.Elf;
import dev.panblas.nativelib.file.SmallElf;
import dev.panblas.nativelib.file.UnusableLibraryException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "only on Linux is a loading thread bound")
class OpenMpTest {

  private static final String GOMP = "libgomp.so.1";

  /** The run time reads the processors of the thread that maps it, once. */
  @Test
  void theOpenMpRunTimeOfALibrarySeesAllProcessors(@TempDir Path folder) throws Throwable {
    int processors = Runtime.getRuntime().availableProcessors();
    assumeTrue(processors > 1, "with one processor the counts cannot differ");
    assumeTrue(System.getenv("OMP_NUM_THREADS") == null, "OMP_NUM_THREADS sets the count");
    Path unpacked = Path.of(System.getProperty("panblas.debian.packages", ""), "libgomp1");
    String runPath = unpacked.resolve("usr/lib/x86_64-linux-gnu").toString();
    Path inner = SmallElf.write(folder.resolve("libinner.so.1"), runPath, List.of(GOMP));
    Path outer = SmallElf.write(folder.resolve("libouter.so"), "$ORIGIN", List.of("libinner.so.1"));
    assertEquals(List.of(GOMP), List.copyOf(Elf.read(inner).needed()));
    assertFalse(DynamicLoader.isMapped(GOMP), "another test has mapped " + GOMP);
    try {
      DynamicLoader.load(outer);
    } catch (UnusableLibraryException refused) {
      assumeTrue(
          !refused.getMessage().contains(GOMP + ": ")
              || Boolean.parseBoolean(System.getenv("CI")), // where a test must not be skipped
          "there is no " + GOMP + ": run conformance/debian-packages libgomp1");
      throw refused;
    }
    MemorySegment count =
        DynamicLoader.loadFirst(List.of(GOMP))
            .orElseThrow()
            .symbols()
            .find("omp_get_max_threads")
            .orElseThrow();
    int threads =
        (int) Downcalls.handle(count, FunctionDescriptor.of(ValueLayout.JAVA_INT)).invokeExact();
    assertEquals(processors, threads);
  }
}
