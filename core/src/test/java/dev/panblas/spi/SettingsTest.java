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
import java.util.OptionalInt;
import java.util.TreeMap;
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
  @ValueSource(strings = {"0", "-1", "two", "1.5", "99999999999", "\u0663"})
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
  void theVariablesOfOtherLibrariesCountAfterPanblassOwn() {
    Map<String, String> all =
        Map.of(
            "PANBLAS_THREADS", "6",
            "OPENBLAS_NUM_THREADS", "5",
            "MKL_NUM_THREADS", "4",
            "OMP_NUM_THREADS", "3,2");
    requireThreads(7, "-Dpanblas.threads=7", Map.of("panblas.threads", "7"), all);
    requireThreads(6, "PANBLAS_THREADS=6", Map.of(), all);
    Map<String, String> left = new TreeMap<>(all);
    left.remove("PANBLAS_THREADS");
    requireThreads(5, "OPENBLAS_NUM_THREADS=5", Map.of(), left);
    left.remove("OPENBLAS_NUM_THREADS");
    requireThreads(4, "MKL_NUM_THREADS=4", Map.of(), left);
    left.remove("MKL_NUM_THREADS");
    requireThreads(3, "OMP_NUM_THREADS=3,2", Map.of(), left);
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "0", "-1", ",2"})
  void aVariableOfAnotherLibraryThatIsNotACountIsIgnoredAndNamed(String text) {
    String ignored = "; OPENBLAS_NUM_THREADS=" + text + " is ignored: not a whole number >= 1";
    requireThreads(
        4,
        "OMP_NUM_THREADS=4" + ignored,
        Map.of(),
        Map.of("OPENBLAS_NUM_THREADS", text, "OMP_NUM_THREADS", "4"));
    int processors = Runtime.getRuntime().availableProcessors();
    Settings settings = from(Map.of(), Map.of("OPENBLAS_NUM_THREADS", text));
    assertEquals(processors, settings.threads());
    assertTrue(settings.threadsSource().startsWith(processors + " processor"));
    assertTrue(settings.threadsSource().endsWith(ignored), settings.threadsSource());
  }

  private static void requireThreads(
      int expected, String source, Map<String, String> properties, Map<String, String> variables) {
    Settings settings = from(properties, variables);
    assertEquals(expected, settings.threads());
    assertEquals(source, settings.threadsSource());
  }

  @Test
  void libraryThreadsAreReadAndKeptByOtherChanges() {
    assertEquals(OptionalInt.empty(), Settings.defaults().libraryThreads());
    Settings settings =
        from(Map.of("panblas.library.threads", "4"), Map.of("PANBLAS_LIBRARY_THREADS", "3"));
    assertEquals(OptionalInt.of(4), settings.libraryThreads());
    assertEquals(
        OptionalInt.of(4),
        settings.withThreads(2).withBackend("panama").withCache("folder").libraryThreads());
    assertEquals(OptionalInt.of(2), settings.withLibraryThreads(2).libraryThreads());
    assertEquals(
        "library threads must be >= 1, but was 0",
        assertThrows(IllegalArgumentException.class, () -> settings.withLibraryThreads(0))
            .getMessage());
    assertEquals(
        "the library's thread count must be a whole number >= 1, but was no"
            + " (PANBLAS_LIBRARY_THREADS=no)",
        assertThrows(
                IllegalArgumentException.class,
                () -> from(Map.of(), Map.of("PANBLAS_LIBRARY_THREADS", "no")))
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
            "the program",
            OptionalInt.empty(),
            Optional.empty(),
            true,
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

  @Test
  void theLibraryIsCheckedUnlessASettingTurnsItOff() {
    assertTrue(Settings.defaults().libraryCheck());
    Settings off = from(Map.of("panblas.library.check", "false"), Map.of());
    assertFalse(off.libraryCheck());
    assertFalse(off.withThreads(2).withBackend("x").withCrossover(false).libraryCheck());
    assertFalse(off.withLibrary("x").withCache("x").withLibraryThreads(2).libraryCheck());
    assertTrue(off.withLibraryCheck(true).libraryCheck());
    assertEquals(
        "the check of the library must be true or false, but was 0 (PANBLAS_LIBRARY_CHECK=0)",
        assertThrows(
                IllegalArgumentException.class,
                () -> from(Map.of(), Map.of("PANBLAS_LIBRARY_CHECK", "0")))
            .getMessage());
  }
}
