/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.blas.Blas;
import dev.panblas.cli.model.Model;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How much each hidden unit contributes to the reconstructions. */
final class Units {

  /** The samples of one product: enough for its speed, few enough for little memory. */
  private static final int ROWS = 4800;

  private Units() {}

  /**
   * A hidden unit.
   *
   * @param unit its row in W1, from 0
   * @param contribution the standard deviation of its activation, times the Euclidean norm of its
   *     column of W2: how far it moves the inputs of the output units
   * @param scale its largest absolute weight in W1: white in its tile
   */
  record Unit(int unit, double contribution, double scale) {}

  /**
   * Computes all contributions.
   *
   * @param blas computes the activations
   * @param model trained
   * @param samples m x visible, in the model's precision; read
   * @return the units, those of the largest contribution first; those of equal ones by number
   */
  static List<Unit> sorted(Blas blas, Model model, Matrix samples) {
    Parameters parameters = model.parameters();
    int hidden = model.hidden();
    double[] sums = new double[hidden];
    double[] squares = new double[hidden];
    for (int first = 0; first < samples.rows(); first += ROWS) {
      int rows = Math.min(ROWS, samples.rows() - first);
      try (Arena arena = Arena.ofShared()) {
        Matrix codes = model.encode(arena, blas, samples.block(first, 0, rows, samples.columns()));
        for (int i = 0; i < rows; i++) {
          double[] code = codes.row(i).toDoubleArray();
          for (int j = 0; j < hidden; j++) {
            sums[j] += code[j];
            squares[j] += code[j] * code[j];
          }
        }
      }
    }
    List<Unit> units = new ArrayList<>();
    for (int j = 0; j < hidden; j++) {
      double mean = sums[j] / samples.rows();
      double variance = Math.max(0, squares[j] / samples.rows() - mean * mean);
      units.add(
          new Unit(
              j,
              Math.sqrt(variance) * norm(parameters.w2().column(j)),
              FeatureImage.scale(parameters.w1().row(j).toDoubleArray())));
    }
    units.sort(Comparator.comparingDouble(Unit::contribution).reversed());
    return units;
  }

  private static double norm(Vector vector) {
    double sum = 0;
    for (double element : vector.toDoubleArray()) {
      sum += element * element;
    }
    return Math.sqrt(sum);
  }
}
