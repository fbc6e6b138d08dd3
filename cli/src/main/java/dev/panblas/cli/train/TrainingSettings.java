/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.cli.samples.Seed;
import dev.panblas.matrix.Precision;
import java.util.Optional;

/**
 * The settings of a training that change its results. The data and the backend change them too.
 *
 * @param hyperparameters hidden units, lambda, beta, rho
 * @param precision of samples, parameters and products
 * @param schedule of a step; empty to choose it by the shape
 * @param iterations the maximum number of iterations
 * @param seed of patches and initial weights
 */
record TrainingSettings(
    Hyperparameters hyperparameters,
    Precision precision,
    Optional<Schedule> schedule,
    int iterations,
    Seed seed) {

  /** The schedule given, or the one that fits the shape. */
  Schedule scheduleFor(int visible) {
    return schedule.orElseGet(() -> Schedule.fitting(visible, hyperparameters.hidden()));
  }
}
