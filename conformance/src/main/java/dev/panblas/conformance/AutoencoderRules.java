/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.autoencoder.SparseAutoencoder;
import dev.panblas.blas.Blas;
import dev.panblas.conformance.exact.Judgement;
import dev.panblas.conformance.network.AutoencoderOracle;
import dev.panblas.conformance.network.AutoencoderOracle.Bounded;
import dev.panblas.conformance.network.Network;
import dev.panblas.conformance.network.Network.Evaluated;
import dev.panblas.conformance.operands.Extents;
import dev.panblas.conformance.operands.GuardedOperand;
import dev.panblas.conformance.operands.GuardedOperand.Description;
import dev.panblas.conformance.operands.Kind;
import dev.panblas.conformance.operands.Layout;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The autoencoder's cost and gradient on a backend, for every schedule and both precisions. */
final class AutoencoderRules {

  private static final String GROUP = "AUTOENCODER";

  /** Computed once for all schedules, because they take long. */
  private static final Map<Network, Bounded[]> DIFFERENCES = new ConcurrentHashMap<>();

  private AutoencoderRules() {}

  static List<Rule> all() {
    return List.of(
        rule(
            1,
            "the cost is that of the formula, within the propagated rounding error",
            AutoencoderRules::networksOfAllSizes,
            AutoencoderRules::cost),
        rule(
            2,
            "the gradient is that of the formula, within the propagated rounding error",
            AutoencoderRules::networksOfAllSizes,
            AutoencoderRules::gradient),
        rule(
            3,
            "the gradient agrees with central differences of the cost",
            AutoencoderRules::centralDifferences),
        rule(
            4,
            "all schedules give the same cost and gradient, within the rounding error of both",
            AutoencoderRules::networksOfAllSizes,
            AutoencoderRules::schedulesAgree),
        rule(
            5,
            "samples, parameters and gradient may have any layout, in native memory or Java arrays",
            AutoencoderRules::layouts),
        rule(
            6,
            "units that are saturated on every sample give a finite cost and gradient",
            AutoencoderRules::saturated),
        rule(7, "two evaluations at one point give the same bits", AutoencoderRules::repeatable),
        rule(
            8,
            "samples and parameters are unchanged, bit for bit",
            AutoencoderRules::inputsUnchanged),
        rule(
            9,
            "cost and gradient of TILED have the same bits with any thread count",
            List.of(Schedule.TILED),
            AutoencoderRules::networksOfAllSizes,
            AutoencoderRules::anyThreads),
        rule(
            10,
            "backpropagation from given activations gives the cost and gradient of the formula, and"
                + " with TILED the same bits with any thread count",
            AutoencoderRules::networksOfAllSizes,
            AutoencoderRules::backpropagation));
  }

  private static Rule rule(int number, String title, Check check) {
    return rule(number, title, AutoencoderRules::networks, check);
  }

  private static Rule rule(
      int number, String title, Supplier<List<Network>> networks, Check check) {
    return rule(number, title, List.of(Schedule.values()), networks, check);
  }

  private static Rule rule(
      int number,
      String title,
      List<Schedule> schedules,
      Supplier<List<Network>> networks,
      Check check) {
    return new Rule(
        GROUP,
        number,
        "autoencoder: " + title,
        (subject, findings) -> {
          Blas blas = subject.blas();
          for (Network network : networks.get()) {
            for (Schedule schedule : schedules) {
              findings.attempt(network + " " + schedule, () -> check.on(blas, network, schedule));
            }
          }
        });
  }

  private interface Check {
    void on(Blas blas, Network network, Schedule schedule);
  }

  private static List<Network> networks() {
    List<Network> networks = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      networks.add(new Network(precision, 1, 1, 1, 1, 1, 0.1, 0.5));
      networks.add(new Network(precision, 7, 4, 3, 2, 3, 1e-4, 0.01));
      networks.add(new Network(precision, 13, 9, 5, 3, 0, 0.01, 0.2));
      networks.add(new Network(precision, 65, 16, 10, 4, 3, 1e-4, 0.05));
    }
    return networks;
  }

  /** Also a typical shape, with enough samples for several tiles. */
  private static List<Network> networksOfAllSizes() {
    List<Network> networks = networks();
    for (Precision precision : Precision.values()) {
      networks.add(new Network(precision, 700, 64, 25, 5, 3, 1e-4, 0.01));
    }
    return networks;
  }

  private static void judge(Judgement judgement, String name, Bounded expected, double computed) {
    judgement.judge(
        () -> name,
        expected.value(),
        computed,
        Math.abs(computed - expected.value()),
        expected.bound());
  }

  private static void requireCost(Network network, AutoencoderOracle oracle, double cost) {
    Judgement judgement = new Judgement(network.precision());
    judge(judgement, "the cost", oracle.cost, cost);
    judgement.require();
  }

  private static void requireGradient(
      Network network, AutoencoderOracle oracle, double[] gradient) {
    Judgement judgement = new Judgement(network.precision());
    for (int i = 0; i < gradient.length; i++) {
      judge(judgement, "gradient(" + i + ")", oracle.gradient[i], gradient[i]);
    }
    judgement.require();
  }

  private static void cost(Blas blas, Network network, Schedule schedule) {
    double[] theta = network.theta();
    requireCost(network, network.oracle(), network.evaluate(blas, schedule, theta).cost);
  }

  private static void gradient(Blas blas, Network network, Schedule schedule) {
    double[] theta = network.theta();
    requireGradient(network, network.oracle(), network.evaluate(blas, schedule, theta).gradient);
  }

  /**
   * (J(t + h) - J(t - h)) / 2h has the error h^2/6 J''' and the rounding error of the cost over h,
   * which are about equal if h is the cube root of u. The differences for h and 2h differ by three
   * times the first error. This distance and the bounds of the cost over h are the tolerance. The
   * cost is that of the oracle, in double for both precisions, because differences of costs in
   * single precision are coarser than the gradient.
   */
  private static void centralDifferences(Blas blas, Network network, Schedule schedule) {
    double[] theta = network.theta();
    double[] gradient = network.evaluate(blas, schedule, theta).gradient;
    Bounded[] differences = DIFFERENCES.computeIfAbsent(network, AutoencoderRules::differences);
    int stride = stride(theta);
    Judgement judgement = new Judgement(network.precision());
    for (int i = 0; i < theta.length; i += stride) {
      judge(
          judgement,
          "gradient(" + i + ") against the difference",
          differences[i / stride],
          gradient[i]);
    }
    judgement.require();
  }

  /** About twenty parameters, from all blocks. */
  private static int stride(double[] theta) {
    return Math.max(1, theta.length / 20);
  }

  /** The central differences of the parameters in question, with the tolerance of a gradient. */
  private static Bounded[] differences(Network network) {
    double[] theta = network.theta();
    AutoencoderOracle oracle = network.oracle();
    double step = Math.cbrt(Precision.DOUBLE.unitRoundoff());
    int stride = stride(theta);
    Bounded[] differences = new Bounded[Math.ceilDiv(theta.length, stride)];
    for (int i = 0; i < theta.length; i += stride) {
      Bounded narrow = difference(network, theta, i, step);
      Bounded wide = difference(network, theta, i, 2 * step);
      double tolerance =
          Math.abs(wide.value() - narrow.value())
              + narrow.bound()
              + wide.bound()
              + oracle.gradient[i].bound();
      differences[i / stride] = new Bounded(narrow.value(), tolerance);
    }
    return differences;
  }

  private static Bounded difference(Network network, double[] theta, int i, double step) {
    double[] above = theta.clone();
    double[] below = theta.clone();
    above[i] += step;
    below[i] -= step;
    double distance = above[i] - below[i];
    Bounded high = network.oracle(above, Precision.DOUBLE).cost;
    Bounded low = network.oracle(below, Precision.DOUBLE).cost;
    return new Bounded(
        (high.value() - low.value()) / distance, (high.bound() + low.bound()) / distance);
  }

  private static void schedulesAgree(Blas blas, Network network, Schedule schedule) {
    double[] theta = network.theta();
    AutoencoderOracle oracle = network.oracle();
    Evaluated one = network.evaluate(blas, schedule, theta);
    for (Schedule later : Schedule.values()) {
      if (later.compareTo(schedule) <= 0) {
        continue;
      }
      Evaluated other = network.evaluate(blas, later, theta);
      Judgement judgement = new Judgement(network.precision());
      judge(judgement, "the cost, " + later, twice(one.cost, oracle.cost), other.cost);
      for (int i = 0; i < theta.length; i++) {
        judge(
            judgement,
            "gradient(" + i + "), " + later,
            twice(one.gradient[i], oracle.gradient[i]),
            other.gradient[i]);
      }
      judgement.require();
    }
  }

  /** Two values within a bound of a third are within twice the bound of one another. */
  private static Bounded twice(double value, Bounded judged) {
    return new Bounded(value, 2 * judged.bound());
  }

  private static void layouts(Blas blas, Network network, Schedule schedule) {
    double[] theta = network.theta();
    AutoencoderOracle oracle = network.oracle();
    for (Layout ofSamples : Layout.of(Kind.MATRIX, true)) {
      for (Layout ofTheta : Layout.of(Kind.VECTOR, true)) {
        try (Arena arena = Arena.ofShared()) {
          for (Place place : List.of(in(arena), inArrays())) {
            Matrix x = (Matrix) samples(place, network, ofSamples).view();
            GuardedOperand point = vector(place, network, theta, ofTheta);
            GuardedOperand gradient = vector(place, network, theta, ofTheta);
            byte[] before = gradient.snapshot();
            double cost;
            try (SparseAutoencoder autoencoder =
                new SparseAutoencoder(arena, blas, network.chosen(), x, schedule)) {
              cost = autoencoder.evaluate((Vector) point.view(), (Vector) gradient.view());
            }
            requireCost(network, oracle, cost);
            requireGradient(network, oracle, gradient.elements());
            gradient.requireSurroundingsUnchanged(before);
          }
        }
      }
    }
  }

  /** Puts an operand into memory. */
  private interface Place {
    GuardedOperand of(Description operand);
  }

  private static Place in(Arena arena) {
    return operand -> GuardedOperand.allocate(arena, operand, true);
  }

  private static Place inArrays() {
    return operand -> GuardedOperand.inArray(operand, true);
  }

  private static GuardedOperand samples(Place place, Network network, Layout layout) {
    Extents extents = Extents.matrix(network.samples(), network.visible());
    return filled(
        place.of(Description.whole("samples", Kind.MATRIX, network.precision(), extents, layout)),
        network.samplesByRow());
  }

  private static GuardedOperand vector(
      Place place, Network network, double[] elements, Layout layout) {
    Extents extents = Extents.vector(elements.length);
    return filled(
        place.of(Description.whole("theta", Kind.VECTOR, network.precision(), extents, layout)),
        elements);
  }

  private static GuardedOperand filled(GuardedOperand operand, double[] elements) {
    for (int i = 0; i < elements.length; i++) {
      operand.set(i, elements[i]);
    }
    return operand;
  }

  /** Biases and weights so large that the exponential overflows, with either sign. */
  private static void saturated(Blas blas, Network network, Schedule schedule) {
    for (double scale : new double[] {1e3, -1e3, 1e6}) {
      double[] theta = network.theta();
      for (int i = 0; i < theta.length; i++) {
        theta[i] = network.precision().round(scale * Math.abs(theta[i]));
      }
      Evaluated evaluated = network.evaluate(blas, schedule, theta);
      if (!Double.isFinite(evaluated.cost)) {
        throw new AssertionError(
            "the cost must be finite, but was "
                + evaluated.cost
                + " with parameters of size "
                + scale);
      }
      for (int i = 0; i < theta.length; i++) {
        if (!Double.isFinite(evaluated.gradient[i])) {
          throw new AssertionError(
              String.format(
                  Locale.ROOT,
                  "gradient(%d) must be finite, but was %s with parameters of size %s",
                  i,
                  evaluated.gradient[i],
                  scale));
        }
      }
    }
  }

  private static void repeatable(Blas blas, Network network, Schedule schedule) {
    double[] theta = network.theta();
    try (Arena arena = Arena.ofShared()) {
      Matrix x = (Matrix) samples(in(arena), network, Layout.ROW_MAJOR).view();
      Vector point = (Vector) vector(in(arena), network, theta, Layout.CONTIGUOUS).view();
      Vector gradient = Vector.allocate(arena, network.precision(), theta.length);
      try (SparseAutoencoder autoencoder =
          new SparseAutoencoder(arena, blas, network.chosen(), x, schedule)) {
        Evaluated first =
            new Evaluated(autoencoder.evaluate(point, gradient), gradient.toDoubleArray());
        gradient.fill(Double.NaN);
        Evaluated again =
            new Evaluated(autoencoder.evaluate(point, gradient), gradient.toDoubleArray());
        requireSameBits(first, again, "first", "again");
      }
    }
  }

  private static void anyThreads(Blas blas, Network network, Schedule schedule) {
    double[] theta = network.theta();
    sameBits(threads -> network.evaluate(blas.withThreads(threads), schedule, theta));
  }

  private static void backpropagation(Blas blas, Network network, Schedule schedule) {
    double[] theta = network.theta();
    AutoencoderOracle oracle = network.oracle();
    IntFunction<Evaluated> byThreads =
        threads -> network.backpropagate(blas.withThreads(threads), schedule, theta, oracle);
    Evaluated evaluated =
        schedule == Schedule.TILED ? sameBits(byThreads) : byThreads.apply(blas.threads());
    requireCost(network, oracle, evaluated.cost);
    requireGradient(network, oracle, evaluated.gradient);
  }

  /** Returns the result with one thread; several threads must give the same bits. */
  private static Evaluated sameBits(IntFunction<Evaluated> byThreads) {
    Evaluated alone = byThreads.apply(1);
    for (int threads : new int[] {2, 7}) {
      requireSameBits(
          alone, byThreads.apply(threads), "with 1 thread", "with " + threads + " threads");
    }
    return alone;
  }

  private static void requireSameBits(
      Evaluated first, Evaluated second, String called, String calledNext) {
    if (Double.compare(first.cost, second.cost) != 0) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "the cost must have the same bits, but was %s %s and %s %s",
              first.cost,
              called,
              second.cost,
              calledNext));
    }
    int different = Arrays.mismatch(first.gradient, second.gradient);
    if (different >= 0) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "gradient(%d) must have the same bits, but was %s %s and %s %s",
              different,
              first.gradient[different],
              called,
              second.gradient[different],
              calledNext));
    }
  }

  private static void inputsUnchanged(Blas blas, Network network, Schedule schedule) {
    try (Arena arena = Arena.ofShared()) {
      GuardedOperand x = samples(in(arena), network, Layout.ROW_MAJOR_PADDED);
      GuardedOperand point = vector(in(arena), network, network.theta(), Layout.CONTIGUOUS);
      byte[] samplesBefore = x.snapshot();
      byte[] thetaBefore = point.snapshot();
      Vector gradient = Vector.allocate(arena, network.precision(), point.size());
      try (SparseAutoencoder autoencoder =
          new SparseAutoencoder(arena, blas, network.chosen(), (Matrix) x.view(), schedule)) {
        autoencoder.evaluate((Vector) point.view(), gradient);
      }
      x.requireUnchanged(samplesBefore, "the samples were overwritten");
      point.requireUnchanged(thetaBefore, "theta was overwritten");
    }
  }
}
