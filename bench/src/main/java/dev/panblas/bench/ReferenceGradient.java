/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.autoencoder.Backpropagation;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;

/**
 * The activations that a backpropagation reads, and the gradient that the reference computes.
 *
 * @param hiddenActivations A2
 * @param outputActivations A3
 * @param gradient the gradient over all samples
 */
public record ReferenceGradient(
    Matrix hiddenActivations, Matrix outputActivations, Vector gradient) {

  /**
   * Computes activations and gradient.
   *
   * @param network samples and parameters
   * @return activations and gradient
   */
  public static ReferenceGradient of(Network network) {
    Blas reference = Backends.reference();
    Matrix a2 = network.hiddenActivations(reference);
    Matrix a3 = network.outputActivations(reference, a2);
    Vector gradient = network.newGradient().theta();
    try (Arena arena = Arena.ofShared();
        Backpropagation backpropagation =
            new Backpropagation(
                arena,
                reference,
                network.hyperparameters(),
                network.samples(),
                a2,
                a3,
                Schedule.BATCHED)) {
      backpropagation.evaluate(network.parameters().theta(), Network.meanActivations(a2), gradient);
    }
    return new ReferenceGradient(a2, a3, gradient);
  }
}
