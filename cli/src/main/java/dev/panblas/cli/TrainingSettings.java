package dev.panblas.cli;

import dev.panblas.autoencoder.Hyperparameters;
import dev.panblas.autoencoder.Schedule;
import dev.panblas.matrix.Precision;
import java.util.Optional;

/**
 * What decides a training run's numbers, besides its data and its backend.
 *
 * @param hyperparameters hidden units, lambda, beta, rho
 * @param precision of samples, parameters and products
 * @param schedule in which order a step computes; empty to let the shape decide
 * @param iterations the limit
 * @param seed of patches and first weights
 */
record TrainingSettings(
    Hyperparameters hyperparameters,
    Precision precision,
    Optional<Schedule> schedule,
    int iterations,
    Seed seed) {}
