/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import dev.panblas.bench.result.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The questions of the benchmarks, and the JMH class of each. */
public enum Question {
  /** The time of a product. */
  GEMM("gemm", "GemmBench", "gemm"),
  /** The time of a tiny product. */
  CALL_GEMM("call-gemm", "CallOverheadBench", "gemm"),
  /** The time of a tiny product of matrix and vector. */
  CALL_GEMV("call-gemv", "CallOverheadBench", "gemv"),
  /** The time of a tiny dot product. */
  CALL_DOT("call-dot", "CallOverheadBench", "dot"),
  /** The time of a tiny axpy. */
  CALL_AXPY("call-axpy", "CallOverheadBench", "axpy"),
  /** The time of a product of Java arrays on one thread. */
  ARRAY_GEMM("array-gemm", "ArrayGemmBench", "gemm"),
  /** The time of a dot product of Java arrays on one thread. */
  ARRAY_DOT("array-dot", "ArrayVectorBench", "dot"),
  /** The time of an axpy on Java arrays on one thread. */
  ARRAY_AXPY("array-axpy", "ArrayVectorBench", "axpy"),
  /** The effect of row-major and column-major operands. */
  LAYOUT("layout", "LayoutBench", "gemm"),
  /** The time of the backpropagation alone. */
  BACKPROP("backprop", "BackpropBench", "backprop"),
  /** The time of the backpropagation from the loop as it was asked to tiles. */
  FORMS("forms", "FormsBench", "backprop"),
  /** The time of cost and gradient. */
  STEP("step", "BackpropBench", "step"),
  /** The time of a layer of sigmoids; the subjects are methods. */
  SIGMOID("sigmoid", "SigmoidBench", ""),
  /** The time of allocations; the subjects are methods. */
  ALLOCATION("allocation", "AllocationBench", ""),
  /** The time of a routine on Panblas's team, or on the library's threads. */
  DIVISION("division", "DivisionBench", "call"),
  /** The time of a large product in one library call, or in several. */
  UNDIVIDED("undivided", "UndividedBench", "gemm"),
  /** The time of a product while another process keeps the processors busy. */
  BUSY_GEMM("busy-gemm", "BusyBench", "gemm"),
  /** The time of a step while another process keeps the processors busy. */
  BUSY_STEP("busy-step", "BusyBench", "step"),
  /** The throughput of many callers of a product. */
  CALLERS("callers", "CallersBench", "gemm"),
  /** The time of a training. */
  TRAINING("training", "TrainingBench", "training");

  private static final String OWN = "dev.panblas.bench.";
  private static final String RIVALS = "dev.panblas.bench.peers.Rival";

  private final String label;
  private final String type;
  private final String method;

  Question(String label, String type, String method) {
    this.label = label;
    this.type = type;
    this.method = method;
  }

  /**
   * The name in rows and on the command line.
   *
   * @return such as {@code call-gemm}
   */
  public String label() {
    return label;
  }

  /**
   * All names.
   *
   * @return in the order of this enum
   */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Question::label).toList();
  }

  /**
   * A question by its name.
   *
   * @param label such as {@code gemm}
   * @return the question, or empty if there is none
   */
  public static Optional<Question> of(String label) {
    return Arrays.stream(values())
        .filter(question -> question.label.equalsIgnoreCase(label))
        .findFirst();
  }

  /**
   * The routine that is timed.
   *
   * @return the name of the JMH method, such as {@code gemm}
   */
  public String routine() {
    return method;
  }

  /** Whether the subject is a JMH method and not a parameter. */
  boolean subjectIsMethod() {
    return method.isEmpty();
  }

  /** The full name of the JMH method of a row. */
  String benchmark(Row row, boolean ofRivals) {
    return (ofRivals ? RIVALS : OWN) + type + "." + (subjectIsMethod() ? row.subject() : method);
  }
}
