/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.autoencoder;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HyperparametersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0.5, 'hidden units must be >= 1, but was 0'",
    "1, -0.1, 0, 0.5, 'weight decay must be finite and >= 0, but was -0.1'",
    "1, NaN, 0, 0.5, 'weight decay must be finite and >= 0, but was NaN'",
    "1, 0, Infinity, 0.5, 'sparsity weight must be finite and >= 0, but was Infinity'",
    "1, 0, -1, 0.5, 'sparsity weight must be finite and >= 0, but was -1.0'",
    "1, 0, 0, 0, 'sparsity must be > 0 and < 1, but was 0.0'",
    "1, 0, 0, 1, 'sparsity must be > 0 and < 1, but was 1.0'",
    "1, 0, 0, NaN, 'sparsity must be > 0 and < 1, but was NaN'",
  })
  @DisplayName("a value out of range is refused with its name")
  void refused(int hidden, double lambda, double beta, double rho, String message) {
    var error =
        assertThrows(
            IllegalArgumentException.class, () -> new Hyperparameters(hidden, lambda, beta, rho));
    assertEquals(message, error.getMessage());
  }

  @Test
  @DisplayName("weight decay and sparsity weight may be 0")
  void zeroWeights() {
    assertDoesNotThrow(() -> new Hyperparameters(1, 0, 0, 0.5));
  }
}
