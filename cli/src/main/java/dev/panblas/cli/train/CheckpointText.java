/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import com.google.gson.JsonParseException;
import dev.panblas.autoencoder.CostTerms;
import dev.panblas.cli.shared.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a checkpoint, as JSON: all that a training needs besides the optimiser's state.
 *
 * @param kind {@link #KIND}
 * @param settings of the training
 * @param software that computed the last iterations
 * @param steps the iteration limit with which the training began: the kernels depend on it
 * @param resumedAfter the iterations after which it was resumed
 * @param changes of the software
 * @param seconds of training
 * @param costs at the start and after each iteration
 * @param terms of each of these costs
 * @param validationCosts of the samples that are held out; one that is not finite is null
 */
record CheckpointText(
    @Nullable String kind,
    Map<String, String> settings,
    Map<String, String> software,
    int steps,
    List<Integer> resumedAfter,
    List<Summary.Change> changes,
    double seconds,
    List<Double> costs,
    Summary.Terms terms,
    List<@Nullable Double> validationCosts) {

  /** The program that wrote the text, and the version of its form. */
  static final String KIND = "panblas train 1";

  /**
   * Reads a text.
   *
   * @throws JsonParseException if another program or version wrote it
   */
  static CheckpointText parse(String json) {
    CheckpointText text = Json.parse(json, CheckpointText.class);
    if (!KIND.equals(text.kind)) {
      throw new JsonParseException("it is of another program or another version of Panblas");
    }
    boolean isWhole =
        Stream.of(
                text.settings,
                text.software,
                text.resumedAfter,
                text.changes,
                text.costs,
                text.terms,
                text.validationCosts)
            .allMatch(Objects::nonNull);
    if (!isWhole) {
      throw new JsonParseException("some of its values are missing");
    }
    return text;
  }

  /** Costs as they are written: JSON has no value that is not finite. */
  static List<@Nullable Double> finite(List<Double> costs) {
    List<@Nullable Double> finite = new ArrayList<>();
    for (double cost : costs) {
      finite.add(Double.isFinite(cost) ? (Double) cost : null);
    }
    return finite;
  }

  /** The costs so far. */
  History history() {
    return new History(
        costs,
        IntStream.range(0, terms.error().size())
            .mapToObj(
                i ->
                    new CostTerms(
                        terms.error().get(i), terms.weightDecay().get(i), terms.sparsity().get(i)))
            .toList(),
        validationCosts.stream().map(cost -> cost == null ? Double.NaN : cost).toList());
  }
}
