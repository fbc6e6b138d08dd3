package dev.panblas.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
  void aPropertyGoesBeforeTheEnvironment() {
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
  void whatIsBlankWasNotAskedFor() {
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
  void threadsAreAWholeNumberFromOne(String text) {
    assertEquals(
        "-Dpanblas.threads=" + text + ": the number of threads is a whole number, 1 or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> from(Map.of("panblas.threads", text), Map.of("PANBLAS_THREADS", "2")))
            .getMessage());
    assertEquals(
        "PANBLAS_THREADS=" + text + ": the number of threads is a whole number, 1 or more",
        assertThrows(
                IllegalArgumentException.class,
                () -> from(Map.of(), Map.of("PANBLAS_THREADS", text)))
            .getMessage());
  }

  @Test
  void theProgramGoesBeforeAll() {
    Settings settings =
        from(Map.of("panblas.backend", "panama"), Map.of())
            .withBackend("javacpp")
            .withLibrary("openblas")
            .withThreads(4);
    assertEquals(
        new Settings(
            Optional.of(new Settings.Request("javacpp", "the program")),
            Optional.of(new Settings.Request("openblas", "the program")),
            4),
        settings);
    assertEquals(
        "threads: 0 is not possible; ask for 1 or more",
        assertThrows(IllegalArgumentException.class, () -> settings.withThreads(0)).getMessage());
  }
}
