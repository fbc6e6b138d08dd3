/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;

/**
 * Cost and gradient that the reference computes.
 *
 * @param cost over {@link Network#checkedSamples()}
 * @param gradient over the same samples
 */
public record ReferenceStep(double cost, Vector gradient) {

  /**
   * Computes cost and gradient.
   *
   * @param network samples and parameters
   * @return cost and gradient
   */
  public static ReferenceStep of(Network network) {
    Vector gradient = network.newGradient().theta();
    try (Arena arena = Arena.ofShared();
        SparseAutoencoder autoencoder =
            new SparseAutoencoder(
                arena,
                Backends.reference(),
                network.hyperparameters(),
                network.checkedSamples(),
                Schedule.BATCHED)) {
      double cost = autoencoder.evaluate(network.parameters().theta(), gradient);
      return new ReferenceStep(cost, gradient);
    }
  }
}
