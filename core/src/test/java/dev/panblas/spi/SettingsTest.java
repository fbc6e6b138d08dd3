/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static Settings from(Map<String, String> properties, Map<String, String> environment) {
    return Settings.from(properties::get, environment);
  }

  @Test
  void aPropertyOverridesTheEnvironment() {
    Settings settings =
        from(
            Map.of("panblas.backend", "panama", "panblas.threads", "3"),
            Map.of(
                "PANBLAS_BACKEND", "javacpp", "PANBLAS_LIBRARY", "blis", "PANBLAS_THREADS", "7"));
    assertEquals(
        Optional.of(new Settings.Request("panama", "-Dpanblas.backend=panama")),
        settings.backend());
    assertEquals(
        Optional.of(new Settings.Request("blis", "PANBLAS_LIBRARY=blis")), settings.library());
    assertEquals(3, settings.threads());
    assertEquals(7, from(Map.of(), Map.of("PANBLAS_THREADS", " 7 ")).threads());
  }

  @Test
  void aBlankValueIsIgnored() {
    Settings settings =
        from(
            Map.of("panblas.backend", " ", "panblas.threads", ""),
            Map.of("PANBLAS_BACKEND", " reference ", "PANBLAS_LIBRARY", "  "));
    assertEquals(
        Optional.of(new Settings.Request("reference", "PANBLAS_BACKEND=reference")),
        settings.backend());
    assertTrue(settings.library().isEmpty());
    assertEquals(Runtime.getRuntime().availableProcessors(), settings.threads());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "two", "1.5", "99999999999"})
  void aThreadCountThatIsNotAWholeNumberFromOneIsRejected(String text) {
    assertEquals(
        "the thread count must be a whole number >= 1, but was "
            + text
            + " (-Dpanblas.threads="
            + text
            + ")",
        assertThrows(
                IllegalArgumentException.class,
                () -> from(Map.of("panblas.threads", text), Map.of("PANBLAS_THREADS", "2")))
            .getMessage());
    assertEquals(
        "the thread count must be a whole number >= 1, but was "
            + text
            + " (PANBLAS_THREADS="
            + text
            + ")",
        assertThrows(
                IllegalArgumentException.class,
                () -> from(Map.of(), Map.of("PANBLAS_THREADS", text)))
            .getMessage());
  }

  @Test
  void theProgramOverridesPropertiesAndEnvironment() {
    Settings settings =
        from(Map.of("panblas.backend", "panama"), Map.of())
            .withBackend("javacpp")
            .withLibrary("openblas")
            .withThreads(4);
    assertEquals(
        new Settings(
            Optional.of(new Settings.Request("javacpp", "the program")),
            Optional.of(new Settings.Request("openblas", "the program")),
            4,
            Optional.empty(),
            true),
        settings);
    assertEquals(
        "threads must be >= 1, but was 0",
        assertThrows(IllegalArgumentException.class, () -> settings.withThreads(0)).getMessage());
  }

  @Test
  void cacheAndCrossoverAreReadAndKeptByOtherChanges() {
    Settings settings =
        from(Map.of("panblas.crossover", "false"), Map.of("PANBLAS_CACHE", "folder"));
    assertEquals(
        Optional.of(new Settings.Request("folder", "PANBLAS_CACHE=folder")), settings.cache());
    assertFalse(settings.crossover());
    assertFalse(settings.withThreads(2).withBackend("panama").withLibrary("x").crossover());
    assertEquals(settings.cache(), settings.withCrossover(true).cache());
    assertEquals(
        Optional.of(new Settings.Request("other", "the program")),
        settings.withCache("other").cache());
    assertTrue(settings.withCrossover(true).crossover());
    assertEquals(
        "the crossover must be true or false, but was no (PANBLAS_CROSSOVER=no)",
        assertThrows(
                IllegalArgumentException.class,
                () -> from(Map.of(), Map.of("PANBLAS_CROSSOVER", "no")))
            .getMessage());
  }
}
