/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.cli.shared.InputException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a training that goes on after it was killed. */
final class CheckpointOptions {

  /** The options' names. */
  static final Set<String> NAMES = Set.of("--checkpoint", "--checkpoint-every", "--resume");

  private static final int DEFAULT_INTERVAL = 10;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description =
          "Write the state of the training to this file, as a whole. After a crash or a stop,"
              + " --resume goes on from it to the same bits.")
  private @Nullable Path file;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      description =
          "Write the file of --checkpoint after every N iterations, and at the iteration limit."
              + " Default: "
              + DEFAULT_INTERVAL
              + ".")
  private @Nullable Integer interval;

  @Option(
      names = "--resume",
      description = "Go on from the file of --checkpoint if it exists, otherwise begin.")
  private boolean resume;

  /**
   * Where and how often to write checkpoints.
   *
   * @param file of the checkpoint
   * @param interval the iterations from one to the next
   * @param resumes whether to go on from an existing file, which is an error otherwise
   */
  record Plan(Path file, int interval, boolean resumes) {}

  /**
   * What the options ask for.
   *
   * @return empty if no checkpoints are written
   * @throws InputException if the options contradict each other
   */
  Optional<Plan> plan() throws InputException {
    if (file == null) {
      if (resume || interval != null) {
        throw new InputException(
            (resume ? "--resume" : "--checkpoint-every")
                + " needs the file of a checkpoint: name it with --checkpoint");
      }
      return Optional.empty();
    }
    if (file.toString().isEmpty()) {
      throw new InputException("--checkpoint must name a file, but was empty");
    }
    if (interval != null && interval < 1) {
      throw new InputException("--checkpoint-every must be >= 1, but was " + interval);
    }
    return Optional.of(
        new Plan(
            file.toAbsolutePath().normalize(),
            interval == null ? DEFAULT_INTERVAL : interval,
            resume));
  }
}
