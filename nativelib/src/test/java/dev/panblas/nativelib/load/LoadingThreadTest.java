/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoadingThreadTest {

  private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

  @Test
  void inheritsNeitherThreadLocalsNorTheContextClassLoader() throws UnusableLibraryException {
    INHERITED.set("the caller's");
    try {
      Thread thread =
          LoadingThread.run(
              () -> {
                assertNull(INHERITED.get());
                assertNull(Thread.currentThread().getContextClassLoader());
                return Thread.currentThread();
              });
      assertNotSame(Thread.currentThread(), thread);
      assertEquals(Thread.State.TERMINATED, thread.getState());
    } finally {
      INHERITED.remove();
    }
  }

  @Test
  void rethrowsFailures() {
    assertThrows(
        IOException.class,
        () ->
            LoadingThread.run(
                () -> {
                  throw new IOException("checked");
                }));
    assertThrows(
        LinkageError.class,
        () ->
            LoadingThread.run(
                () -> {
                  throw new LinkageError("an error");
                }));
  }

  @Test
  void anInterruptedCallerWaitsAndStaysInterrupted() throws UnusableLibraryException {
    Thread.currentThread().interrupt();
    assertEquals(1, LoadingThread.run(() -> 1));
    assertTrue(Thread.interrupted());
  }

  /** A thread that lingers would count towards a limit on threads. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void theThreadHasLeftTheProcess() throws IOException, UnusableLibraryException {
    for (int i = 0; i < 100; i++) {
      Path folder = LoadingThread.run(() -> Path.of("/proc/thread-self").toRealPath());
      assertFalse(Files.exists(folder), folder::toString);
    }
  }

  @Test
  void whereNoThreadStartsTheMessageNamesTheLimits() {
    UnusableLibraryException refused =
        LoadingThread.cannotStart(new OutOfMemoryError("unable to create native thread"));
    assertTrue(refused.getMessage().contains("(unable to create native thread)"));
    assertTrue(refused.getMessage().contains("ulimit -u"), refused::getMessage);
    assertTrue(refused.getMessage().contains("pids.max"), refused::getMessage);
    OutOfMemoryError heap = new OutOfMemoryError("Java heap space");
    assertSame(heap, assertThrows(OutOfMemoryError.class, () -> LoadingThread.cannotStart(heap)));
  }
}
