/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Threading;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LibraryThreadsTest {

  private static final OptionalInt NONE = OptionalInt.empty();

  /** A library whose count the test changes. */
  private static final class Counting implements Vendor {

    private OptionalInt count = OptionalInt.of(4);

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public OptionalInt threads() {
      return count;
    }

    @Override
    public void setThreads(int threads) {
      count = OptionalInt.of(threads);
    }

    @Override
    public OptionalInt threadsFor(int threads) {
      return OptionalInt.of(threads);
    }
  }

  private static final class Recorder implements System.Logger {

    private final List<String> warnings = new ArrayList<>();

    @Override
    public String getName() {
      return "recorder";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String message, Throwable thrown) {
      warnings.add(message);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
      warnings.add(MessageFormat.format(format, parameters));
    }
  }

  private final Counting library = new Counting();
  private final Recorder log = new Recorder();

  private LibraryThreads of(boolean isNew) {
    return new LibraryThreads(library, "libx.so", isNew, log);
  }

  @Test
  void aLibraryHasOneThread() throws UnusableLibraryException {
    LibraryThreads threads = of(true);
    threads.open(NONE);
    assertEquals(OptionalInt.of(1), library.count);
    assertEquals(OptionalInt.of(1), threads.countFor(NONE));
    assertFalse(threads.areOwn());
    assertEquals(Threading.CALLING_THREAD, threads.threading());
    assertEquals(List.of(), log.warnings);
  }

  @Test
  void aLibraryThatTheProgramLoadedWithThreadsIsSetToOneWithAWarning()
      throws UnusableLibraryException {
    LibraryThreads threads = of(false);
    threads.open(NONE);
    threads.open(NONE);
    assertEquals(Threading.CALLING_THREAD, threads.threading());
    assertEquals(1, log.warnings.size());
    assertTrue(
        log.warnings
            .getFirst()
            .startsWith(
                "libx.so was loaded by the program, or by another copy of Panblas, with 4 threads"),
        log.warnings::toString);
    assertTrue(log.warnings.getFirst().endsWith("PANBLAS_LIBRARY_THREADS"));
  }

  @Test
  void aProbeOnlyReads() throws UnusableLibraryException {
    LibraryThreads threads = of(false);
    assertEquals(OptionalInt.of(1), threads.countFor(NONE));
    assertEquals(OptionalInt.of(2), threads.countFor(OptionalInt.of(2)));
    assertEquals(OptionalInt.of(4), library.count);
    assertEquals(List.of(), log.warnings);
  }

  @Test
  void whereTheSettingDecidesThereIsNoWarning() throws UnusableLibraryException {
    of(false).open(OptionalInt.of(2));
    assertEquals(OptionalInt.of(2), library.count);
    library.setThreads(4);
    of(false).open(OptionalInt.of(1));
    assertEquals(OptionalInt.of(1), library.count);
    assertEquals(List.of(), log.warnings);
  }

  @Test
  void theFirstOpeningDecides() throws UnusableLibraryException {
    LibraryThreads threads = of(true);
    assertEquals(OptionalInt.of(2), threads.countFor(OptionalInt.of(2)));
    threads.open(OptionalInt.of(2));
    assertEquals(OptionalInt.of(2), library.count);
    threads.open(OptionalInt.of(2));
    threads.open(NONE);
    assertEquals(OptionalInt.of(2), library.count);
    assertTrue(threads.areOwn());
    assertEquals(Threading.OWN, threads.threading());
    requireRefused(threads, 3, "libx.so was opened with 2, but 3 is requested");
    requireRefused(threads, 1, "libx.so was opened with 2, but 1 is requested");
    assertEquals(OptionalInt.of(2), library.count);
  }

  @Test
  void anOpeningWithoutTheSettingDecidesForOne() throws UnusableLibraryException {
    LibraryThreads threads = of(true);
    threads.open(NONE);
    requireRefused(threads, 2, "libx.so was opened with 1, but 2 is requested");
    threads.open(OptionalInt.of(1));
  }

  private static void requireRefused(LibraryThreads threads, int count, String reason) {
    UnusableLibraryException refused =
        assertThrows(UnusableLibraryException.class, () -> threads.open(OptionalInt.of(count)));
    assertTrue(refused.getMessage().endsWith(reason), refused::getMessage);
    assertTrue(refused.remedy().contains("panblas.library.threads"), refused::remedy);
  }

  @Test
  void whileOthersHaveRaisedTheCountCallsAreNotDivided() throws UnusableLibraryException {
    LibraryThreads threads = of(true);
    threads.open(NONE);
    library.setThreads(3);
    assertEquals(Threading.OWN, threads.threading());
    library.setThreads(1);
    assertEquals(Threading.CALLING_THREAD, threads.threading());
    library.setThreads(2);
    assertEquals(Threading.OWN, threads.threading());
    assertEquals(1, log.warnings.size(), "one warning");
    String warning = log.warnings.getFirst();
    assertTrue(warning.contains("has set 3 threads in libx.so"), warning);
    assertTrue(warning.contains("copies Java arrays"), warning);
  }

  @Test
  void anUnknownCountIsUnknownThreading() throws UnusableLibraryException {
    Vendor unmarked = new Vendor.Unmarked("some", NONE);
    LibraryThreads threads = new LibraryThreads(unmarked, "liby.so", true, log);
    threads.open(NONE);
    assertEquals(NONE, threads.countFor(NONE));
    assertEquals(Threading.UNKNOWN, threads.threading());
    assertEquals(List.of(), log.warnings);
  }
}
