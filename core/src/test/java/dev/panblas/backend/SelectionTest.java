/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.spi.Availability;
import dev.panblas.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SelectionTest {

  private static final Settings NO_REQUEST = Settings.defaults().withThreads(1);

  private static final Candidate FAST = FakeProvider.ready("fast", 300).candidate();
  private static final Candidate BROKEN = FakeProvider.unavailable("broken", 200).candidate();
  private static final Candidate PLAIN = FakeProvider.ready("plain", 0).candidate();

  private static final String BROKEN_TEXT =
      "broken: not ready, no file libbroken.so (backend loaded from broken.jar); to fix it,"
          + " install it";
  private static final String REGISTRATION =
      "a backend is found only if META-INF/services/dev.panblas.spi.BlasProvider (class path) or a"
          + " provides clause of its module-info (module path) names its provider";
  private static final String PLAIN_TEXT =
      "plain: ready, Libplain 1.2 for Zen, 2 threads, from libplain.so";

  @Test
  void choosesTheHighestPriorityThatIsReady() {
    Selection all = Selection.among(List.of(FAST, BROKEN, PLAIN), NO_REQUEST);
    assertEquals("fast", all.chosen().name());
    assertEquals("fast has the highest priority among the backends that are ready", all.reason());
    assertTrue(all.fallback().isEmpty());
    Selection rest = Selection.among(List.of(BROKEN, PLAIN), NO_REQUEST);
    assertEquals("plain", rest.chosen().name());
    assertEquals("plain has the highest priority among the backends that are ready", rest.reason());
    assertEquals(List.of(BROKEN, PLAIN), rest.candidates());
    assertInstanceOf(NaiveKernels.class, rest.open());
  }

  @Test
  void choosesTheRequestedBackend() {
    Selection named =
        Selection.among(List.of(FAST, BROKEN, PLAIN), NO_REQUEST.withBackend("plain"));
    assertEquals("plain", named.chosen().name());
    assertEquals("plain was requested by the program", named.reason());
    assertTrue(named.fallback().isEmpty());
    assertEquals("the program", named.settings().backend().orElseThrow().source());
  }

  @Test
  void aRequestedBackendThatIsNotReadyIsAnError() {
    BackendUnavailableException refused =
        assertThrows(
            BackendUnavailableException.class,
            () -> Selection.among(List.of(BROKEN, PLAIN), NO_REQUEST.withBackend("broken")));
    assertEquals(
        "backend broken, requested by the program, cannot run here; the candidates are\n  "
            + BROKEN_TEXT
            + "\n  "
            + PLAIN_TEXT,
        refused.getMessage());
    assertEquals("broken", refused.getSuppressed()[0].getMessage());
    assertEquals(List.of(BROKEN, PLAIN), refused.candidates());
  }

  @Test
  void aRequestedBackendThatDoesNotExistIsAnError() {
    Settings settings = NO_REQUEST.withBackend(new Settings.Request("mkl", "PANBLAS_BACKEND=mkl"));
    assertEquals(
        "backend mkl, requested by PANBLAS_BACKEND=mkl, does not exist; the candidates are\n  "
            + PLAIN_TEXT
            + "\n"
            + REGISTRATION,
        assertThrows(
                BackendUnavailableException.class, () -> Selection.among(List.of(PLAIN), settings))
            .getMessage());
  }

  @Test
  void withoutAReadyBackendSelectionFails() {
    assertEquals(
        "no backend can run here (no backend was found: add the jar of a backend to the module path"
            + " or class path; "
            + REGISTRATION
            + ")",
        assertThrows(
                BackendUnavailableException.class, () -> Selection.among(List.of(), NO_REQUEST))
            .getMessage());
    assertEquals(
        "no backend can run here; the candidates are\n  " + BROKEN_TEXT,
        assertThrows(
                BackendUnavailableException.class,
                () -> Selection.among(List.of(BROKEN), NO_REQUEST))
            .getMessage());
  }

  @Test
  void aFallbackLogsOneWarningWithReasonAndRemedy() {
    Recorder logger = new Recorder();
    AtomicBoolean warned = new AtomicBoolean();
    Selection.among(List.of(FAST, BROKEN, PLAIN), NO_REQUEST).warn(warned, logger);
    Selection.among(List.of(BROKEN, PLAIN), NO_REQUEST.withBackend("plain")).warn(warned, logger);
    assertEquals(List.of(), logger.messages);
    Selection fallback = Selection.among(List.of(BROKEN, PLAIN), NO_REQUEST);
    fallback.warn(warned, logger);
    fallback.warn(warned, logger);
    assertEquals(
        List.of(
            "WARNING falling back to backend plain. "
                + BROKEN_TEXT.replace(" (backend loaded from broken.jar)", "")
                + ". To choose it without this warning, set -Dpanblas.backend or PANBLAS_BACKEND"
                + " to plain"),
        logger.messages);
  }

  @Test
  void aBackendOfUnknownPriorityCountsAsBetter() {
    Candidate broken =
        new Candidate(
            "dev.Broken",
            0,
            "s.jar",
            () -> new Availability.Unavailable("it failed", "fix it", Optional.empty()),
            Optional.empty());
    Selection fallback = Selection.among(List.of(broken, PLAIN), NO_REQUEST);
    assertTrue(fallback.fallback().orElseThrow().contains("dev.Broken: not ready, it failed"));
    assertTrue(Selection.among(List.of(PLAIN), NO_REQUEST).fallback().isEmpty());
  }

  @Test
  void aRequestedBackendIsTheOnlyOneProbed() {
    Candidate other =
        new Candidate(
            "other", 999, "o.jar", () -> Assertions.fail("it was not requested"), Optional.empty());
    Selection named = Selection.among(List.of(other, PLAIN), NO_REQUEST.withBackend("plain"));
    assertEquals(PLAIN, named.chosen());
    assertFalse(other.wasAsked());
    assertTrue(named.chosen().wasAsked());
  }

  @Test
  void aRequestedLibraryForbidsAFallback() {
    Settings settings = NO_REQUEST.withLibrary("nosuch");
    BackendUnavailableException refused =
        assertThrows(
            BackendUnavailableException.class,
            () -> Selection.among(List.of(BROKEN, PLAIN), settings));
    assertTrue(
        refused.getMessage().startsWith("library nosuch, requested by the program, cannot be used"),
        refused.getMessage());
    assertEquals(PLAIN, Selection.among(List.of(PLAIN), settings).chosen());
    assertEquals(
        PLAIN, Selection.among(List.of(BROKEN, PLAIN), settings.withBackend("plain")).chosen());
  }

  @Test
  void explainListsTheChosenBackendAndTheOthers() {
    assertEquals(
        "plain has the highest priority among the backends that are ready.\n  "
            + PLAIN_TEXT
            + "\n  built as DYNAMIC_ARCH\nNot chosen:\n  "
            + BROKEN_TEXT,
        Selection.among(List.of(BROKEN, PLAIN), NO_REQUEST).explain());
    assertEquals(
        "plain was requested by the program.\n  " + PLAIN_TEXT + "\n  built as DYNAMIC_ARCH",
        Selection.among(List.of(PLAIN), NO_REQUEST.withBackend("plain")).explain());
  }

  private static final class Recorder implements System.Logger {

    private final List<String> messages = new ArrayList<>();

    @Override
    public String getName() {
      return "recorder";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
      messages.add(level + " " + message);
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
      messages.add(level + " " + format);
    }
  }
}
