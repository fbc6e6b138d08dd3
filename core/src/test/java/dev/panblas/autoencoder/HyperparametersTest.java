package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HyperparametersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0.5, hidden units: 0",
    "1, -0.1, 0, 0.5, lambda): -0.1",
    "1, NaN, 0, 0.5, lambda): NaN",
    "1, 0, Infinity, 0.5, beta): Infinity",
    "1, 0, -1, 0.5, beta): -1.0",
    "1, 0, 0, 0, rho): 0.0",
    "1, 0, 0, 1, rho): 1.0",
    "1, 0, 0, NaN, rho): NaN",
  })
  @DisplayName("a value out of its range is refused by name")
  void refused(int hidden, double lambda, double beta, double rho, String part) {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Hyperparameters(hidden, lambda, beta, rho));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  @DisplayName("no decay and no penalty are possible")
  void zeroWeights() {
    assertDoesNotThrow(() -> new Hyperparameters(1, 0, 0, 0.5));
  }
}
