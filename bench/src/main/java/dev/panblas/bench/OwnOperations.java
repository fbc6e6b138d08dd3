/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** What the rows of this project time, where several rows are timed in one process. */
public final class OwnOperations {

  /** The subject of products in the native library alone: {@code panama} without the crossover. */
  public static final String LIBRARY_ALONE = "OpenBLAS";

  /** The subject of {@code panama} on the library that the property of its settings names. */
  public static final String ON_MKL = "Panblas on MKL";

  private static final String PANAMA = "panama";

  private final String question;
  private final String subject;
  private final Map<String, String> parameters;

  private OwnOperations(String question, String subject, Map<String, String> parameters) {
    this.question = question;
    this.subject = subject;
    this.parameters = parameters;
  }

  /**
   * Prepares a row: checks its first result and reports its library to {@link ForkReport}.
   *
   * @param question its question
   * @param subject a backend, {@link #LIBRARY_ALONE} or {@link #ON_MKL}
   * @param parameters its parameters
   * @return the call that it times
   */
  public static Runnable prepare(String question, String subject, Map<String, String> parameters) {
    OwnOperations row = new OwnOperations(question, subject, parameters);
    return switch (question) {
      case "step" -> {
        BackpropBench.Step step = new BackpropBench.Step();
        row.set(step, BackpropBench.AUTO);
        step.prepare();
        BackpropBench bench = new BackpropBench();
        yield () -> bench.step(step);
      }
      case "backprop" -> {
        BackpropBench.Alone alone = new BackpropBench.Alone();
        row.set(alone, "TILED");
        alone.prepare();
        BackpropBench bench = new BackpropBench();
        yield () -> bench.backprop(alone);
      }
      case "sigmoid" -> {
        SigmoidBench sigmoid = new SigmoidBench();
        sigmoid.precision = row.precision();
        sigmoid.prepare();
        yield sigmoid::layer; // of its own results: the values stay in the range of the formula
      }
      case "gemm" -> row.product();
      case "syrk", "trsm" -> {
        RoutineCall call = RoutineCall.of(question, row.open(), row.precision(), row.number("n"));
        call.run();
        call.check(row.describe());
        yield call::run;
      }
      case "array-gemm" -> {
        ArrayGemmBench gemm = new ArrayGemmBench();
        gemm.backend = subject;
        gemm.n = row.number("n");
        gemm.prepare();
        yield gemm::gemm;
      }
      default -> throw new IllegalArgumentException("the question is unknown: " + row.describe());
    };
  }

  private void set(BackpropBench.Variant variant, String schedule) {
    variant.backend = backend();
    variant.threads = number("threads", 0);
    variant.schedule = schedule;
    variant.precision = precision();
    variant.rows = number("rows", 10_000);
    variant.visible = number("visible", 64);
    variant.hidden = number("hidden", 25);
  }

  private Runnable product() {
    Blas blas = open();
    int n = number("n");
    int m = number("m", n);
    int k = number("k", n);
    SplittableRandom random = new SplittableRandom(1);
    Matrix a = Operands.matrix(random, precision(), m, k);
    Matrix b = Operands.matrix(random, precision(), k, n);
    Matrix c = Matrix.allocate(precision(), m, n);
    blas.gemm(1, a, b, 0, c);
    RoutineCall.requireProduct(describe(), a, b, c);
    return () -> blas.gemm(1, a, b, 0, c);
  }

  private Blas open() {
    Blas blas =
        Blas.open(
            Backends.settings(backend(), number("threads", 0))
                .withCrossover(!subject.equals(LIBRARY_ALONE)));
    ForkReport.write(blas.library());
    return blas;
  }

  private String backend() {
    return switch (subject) {
      case LIBRARY_ALONE, ON_MKL -> PANAMA;
      default -> subject;
    };
  }

  private Precision precision() {
    return Precision.valueOf(Objects.requireNonNull(parameters.get("precision")));
  }

  private int number(String parameter) {
    String value = parameters.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the row must have the parameter %s: %s", parameter, describe()));
    }
    return Integer.parseInt(value);
  }

  private int number(String parameter, int usual) {
    return parameters.get(parameter) == null ? usual : number(parameter);
  }

  private String describe() {
    return question + ", " + subject + ", " + parameters;
  }
}
