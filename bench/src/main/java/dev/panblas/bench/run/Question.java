package dev.panblas.bench.run;

import dev.panblas.bench.result.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be asked, and the JMH class that answers it. */
public enum Question {
  /** What a product costs. */
  GEMM("gemm", "GemmBench", "gemm"),
  /** What a tiny product costs. */
  CALL_GEMM("call-gemm", "CallOverheadBench", "gemm"),
  /** What a tiny product with a vector costs. */
  CALL_GEMV("call-gemv", "CallOverheadBench", "gemv"),
  /** What a tiny dot product costs. */
  CALL_DOT("call-dot", "CallOverheadBench", "dot"),
  /** What a tiny sum costs. */
  CALL_AXPY("call-axpy", "CallOverheadBench", "axpy"),
  /** What the order in memory costs. */
  LAYOUT("layout", "LayoutBench", "gemm"),
  /** What the backpropagation alone costs. */
  BACKPROP("backprop", "BackpropBench", "backprop"),
  /** What cost and gradient cost. */
  STEP("step", "BackpropBench", "step"),
  /** What a layer of sigmoids costs; the subjects are the methods. */
  SIGMOID("sigmoid", "SigmoidBench", ""),
  /** What memory costs; the subjects are the methods. */
  ALLOCATION("allocation", "AllocationBench", ""),
  /** What a training costs. */
  TRAINING("training", "TrainingBench", "training");

  private static final String OWN = "dev.panblas.bench.";
  private static final String PEERS = "dev.panblas.bench.peers.Peer";

  private final String label;
  private final String type;
  private final String method;

  Question(String label, String type, String method) {
    this.label = label;
    this.type = type;
    this.method = method;
  }

  /**
   * Its name in rows and on the command line.
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
    return Arrays.stream(values()).filter(question -> question.label.equals(label)).findFirst();
  }

  /** Whether a network's step, or a part of it, is timed. */
  boolean isNetwork() {
    return this == BACKPROP || this == STEP;
  }

  /** Whether the subject is a method, not a parameter. */
  boolean subjectIsMethod() {
    return method.isEmpty();
  }

  /** The full name of the JMH method that answers it for a row. */
  String benchmark(Row row, boolean ofPeers) {
    return (ofPeers ? PEERS : OWN) + type + "." + (subjectIsMethod() ? row.subject() : method);
  }
}
