/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.CostTerms;
import java.util.List;

/**
 * The costs of a training so far.
 *
 * @param costs at the start and after each iteration
 * @param terms the terms of each of these costs
 * @param validationCosts those of the samples that are held out; empty if there are none
 */
record History(List<Double> costs, List<CostTerms> terms, List<Double> validationCosts) {

  /** Of a training that has not begun. */
  static final History NONE = new History(List.of(), List.of(), List.of());

  /** Copies the lists. */
  History {
    costs = List.copyOf(costs);
    terms = List.copyOf(terms);
    validationCosts = List.copyOf(validationCosts);
  }
}
