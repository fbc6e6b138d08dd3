package dev.panblas.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another language's peer: a script that times whatever of the questions it is asked, and prints a
 * line for each.
 *
 * @param name of the peer
 * @param probe a command that succeeds where the script can run
 * @param remedy what to install where it cannot
 * @param program what runs the script, and the script
 */
record Script(String name, List<String> probe, String remedy, List<String> program) {

  /** What scripts answer. */
  private static final List<Question> QUESTIONS =
      List.of(Question.GEMM, Question.BACKPROP, Question.STEP, Question.TRAINING);

  Script {
    probe = List.copyOf(probe);
    program = List.copyOf(program);
  }

  /** All of them. */
  static List<Script> all(Path folder) {
    return List.of(
        new Script(
            "NumPy",
            List.of("python3", "-c", "import numpy"),
            "install Python 3 with NumPy, and SciPy for the training",
            List.of("python3", folder.resolve("numpy_peer.py").toString())),
        new Script(
            "Octave",
            List.of("octave-cli", "--no-init-file", "--eval", "1;"),
            "install GNU Octave",
            List.of("octave-cli", "--no-init-file", folder.resolve("octave_peer.m").toString())));
  }

  /** Why it cannot run, as a sentence; empty if it can. */
  Optional<String> whyMissing(Child child, Path scratch) throws InterruptedException {
    String failure;
    try {
      failure = child.run(probe, scratch.resolve("probe.log"), line -> {});
    } catch (IOException noProgram) {
      failure = "there is no " + probe.getFirst();
    }
    return failure == null
        ? Optional.empty()
        : Optional.of(name + " was not timed: " + failure + "; " + remedy + ".");
  }

  /** What all of them are asked in a round. */
  static List<Question> questions(BenchRun.Options options, int round) {
    return QUESTIONS.stream()
        .filter(question -> options.asksScripts(question.label(), round))
        .toList();
  }

  /**
   * What asks one question: the form, the training's files and the question. Each is asked in a
   * process of its own, since what one leaves behind in the language's memory may make the next
   * several times faster.
   */
  List<String> command(BenchRun.Options options, Question question) {
    List<String> command = new ArrayList<>(program);
    command.add(options.full() ? "full" : "short");
    command.add(options.samples().toString());
    command.add(options.start().toString());
    command.add(question.label());
    return command;
  }
}
