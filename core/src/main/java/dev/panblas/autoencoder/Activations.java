package dev.panblas.autoencoder;

import dev.panblas.matrix.Matrix;

/**
 * The activations of all samples.
 *
 * @param hidden A2: samples x hidden
 * @param output A3: samples x visible
 */
record Activations(Matrix hidden, Matrix output) {}
