/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

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
