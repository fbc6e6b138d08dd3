/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rival in another language: a script that times the questions on its command line and prints a
 * line for each row.
 *
 * @param name of the rival
 * @param probe a command that succeeds if the script can run
 * @param remedy what to install if it cannot
 * @param program the interpreter and the script
 */
record Script(String name, List<String> probe, String remedy, List<String> program) {

  /** The questions of the scripts. */
  private static final List<Question> QUESTIONS =
      List.of(Question.GEMM, Question.BACKPROP, Question.FORMS, Question.STEP, Question.TRAINING);

  Script {
    probe = List.copyOf(probe);
    program = List.copyOf(program);
  }

  /** All scripts. */
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

  /** The reason why the script cannot run, as a sentence, or empty. */
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

  /** The questions of the scripts in a round. */
  static List<Question> questions(BenchRun.Options options, int round) {
    return QUESTIONS.stream()
        .filter(question -> options.hasScripts(question.label(), round))
        .filter(question -> options.full() || question != Question.FORMS)
        .toList();
  }

  /**
   * The command for one question: the form, the training's files and the question. Each question
   * has its own process, because memory that one question leaves allocated may make the next one
   * several times as fast.
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
