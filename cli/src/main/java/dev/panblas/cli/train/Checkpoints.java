/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import com.google.gson.JsonParseException;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Json;
import dev.panblas.npy.AtomicFile;
import dev.panblas.optimize.Checkpoint;
import dev.panblas.optimize.CheckpointFormatException;
import dev.panblas.optimize.Lbfgs;
import dev.panblas.optimize.LbfgsState;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the checkpoints of a training, and gives what an earlier one has. A checkpoint that cannot
 * be written is a warning: the training goes on, and the checkpoint before it stays.
 */
final class Checkpoints {

  /** The file that is read and written. */
  private final CheckpointOptions.Plan plan;

  private final PrintWriter err;
  private final int limit;
  private final Optional<Checkpoint> earlier;
  private final Optional<CheckpointText> text; // of the earlier checkpoint
  private final List<Integer> resumedAfter = new ArrayList<>();
  private final List<Summary.Change> changes = new ArrayList<>();
  private final Stopwatch stopwatch = new Stopwatch();
  private Origin origin; // this run's
  private double seconds; // of the training until now
  private @Nullable Integer written;
  private @Nullable String lastWarning;

  private Checkpoints(
      CheckpointOptions.Plan plan,
      Origin origin,
      int limit,
      Optional<Checkpoint> earlier,
      Optional<CheckpointText> text,
      PrintWriter err) {
    this.plan = plan;
    this.origin = origin;
    this.limit = limit;
    this.earlier = earlier;
    this.text = text;
    this.err = err;
    text.ifPresent(
        known -> {
          resumedAfter.addAll(known.resumedAfter());
          changes.addAll(known.changes());
          seconds = known.seconds();
        });
  }

  /**
   * Reads the checkpoint of an earlier run, if the plan resumes it, and tests that one can be
   * written. Deletes what killed runs have left while they wrote one.
   *
   * @param arena the owner of the earlier state
   * @param plan the file
   * @param origin of this training, without kernels
   * @param limit the iteration limit
   * @param err receives messages
   * @throws InputException if there is a checkpoint that must not be replaced, is damaged or
   *     belongs to another training
   * @throws IOException if it cannot be read, or none can be written
   */
  static Checkpoints open(
      Arena arena, CheckpointOptions.Plan plan, Origin origin, int limit, PrintWriter err)
      throws InputException, IOException {
    Path file = plan.file();
    if (Files.isDirectory(file)) {
      throw new InputException(
          "--checkpoint must name a file, but " + file + " is a folder: add a name");
    }
    requireWritable(file);
    Optional<Checkpoint> earlier = Optional.empty();
    Optional<CheckpointText> text = Optional.empty();
    if (Files.exists(file)) {
      if (!plan.resumes()) {
        throw new InputException(
            file
                + " exists: go on from it with --resume, remove it, or name another file with"
                + " --checkpoint");
      }
      earlier = Optional.of(read(arena, file));
      text = Optional.of(parse(file, earlier.get()));
      requireSameTraining(file, text.get(), origin);
      requireLimit(file, earlier.get().state().iteration().number(), limit);
    }
    Checkpoints checkpoints = new Checkpoints(plan, origin, limit, earlier, text, err);
    if (plan.resumes()) {
      checkpoints.say(
          earlier.isPresent()
              ? "Going on from " + file + ", after iteration " + checkpoints.iteration() + "."
              : "There is no " + file + " yet: the training begins.");
    }
    return checkpoints;
  }

  private static void requireWritable(Path file) throws InputException, IOException {
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputException(
          "the folder of --checkpoint must exist, but "
              + folder
              + " does not: create it, or name another file");
    }
    try {
      AtomicFile.prepare(file);
    } catch (IOException failure) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "The checkpoint %s cannot be written (%s): choose another with --checkpoint",
              file,
              Errors.reason(failure)),
          failure);
    }
  }

  private static Checkpoint read(Arena arena, Path file) throws InputException, IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Checkpoint.read(arena, in);
    } catch (CheckpointFormatException unusable) {
      throw unusable(file, Errors.message(unusable), unusable);
    }
  }

  private static CheckpointText parse(Path file, Checkpoint checkpoint) throws InputException {
    try {
      return CheckpointText.parse(checkpoint.text());
    } catch (JsonParseException foreign) {
      throw unusable(file, "has no text of panblas train: " + Errors.message(foreign), foreign);
    }
  }

  private static InputException unusable(Path file, String problem, Exception cause) {
    return new InputException(
        String.format(
            Locale.ROOT,
            "%s %s; name the checkpoint of this training, or remove the file to begin again",
            file,
            problem),
        cause);
  }

  private static void requireSameTraining(Path file, CheckpointText text, Origin origin)
      throws InputException {
    List<String> differences = Origin.differences(text.settings(), origin.settings());
    if (!differences.isEmpty()) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s belongs to another training (%s): use the same data and options, or name another"
                  + " file with --checkpoint",
              file,
              String.join("; ", differences)));
    }
  }

  private static void requireLimit(Path file, int iteration, int limit) throws InputException {
    if (limit < iteration) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "--iterations must be >= %d, the iteration of %s, but was %d",
              iteration,
              file,
              limit));
    }
  }

  /** The iteration to go on after; 0 for a training that begins. */
  int iteration() {
    return state().map(state -> state.iteration().number()).orElse(0);
  }

  /** The state to go on from; empty for a training that begins. */
  Optional<LbfgsState> state() {
    return earlier.map(Checkpoint::state);
  }

  /** The costs until then. */
  History history() {
    return text.map(CheckpointText::history).orElse(History.NONE);
  }

  /** The iteration limit by which the kernels are chosen: that of the first run. */
  int steps() {
    return text.map(CheckpointText::steps).orElse(limit);
  }

  /** The seconds of training in earlier runs. */
  double earlierSeconds() {
    return text.map(CheckpointText::seconds).orElse(0.0);
  }

  /** Compares what computes now with what computed the earlier iterations, and warns. */
  void begin(String kernels) {
    origin = origin.withKernels(kernels);
    if (text.isPresent()) {
      resumedAfter.add(iteration());
      List<String> differences = Origin.differences(text.get().software(), origin.software());
      if (!differences.isEmpty()) {
        changes.add(new Summary.Change(iteration(), differences));
        say(
            String.format(
                Locale.ROOT,
                "%s was written with another setup (%s): the training goes on, but its bits may"
                    + " differ from those of a training that is not interrupted.",
                plan.file(),
                String.join("; ", differences)));
      }
    }
    stopwatch.lap();
  }

  /**
   * Writes a checkpoint if one is due.
   *
   * @param isLast whether no further iteration may follow
   */
  void iterated(
      Lbfgs.Iteration iteration,
      Function<Arena, LbfgsState> state,
      boolean isLast,
      Supplier<History> history) {
    if (!isLast && iteration.number() % plan.interval() != 0) {
      return;
    }
    seconds += stopwatch.lap();
    try (Arena arena = Arena.ofConfined()) {
      Checkpoint checkpoint = new Checkpoint(text(history.get()), state.apply(arena));
      AtomicFile.write(plan.file(), checkpoint::write);
      written = iteration.number();
      lastWarning = null;
    } catch (IOException failure) {
      warn(Errors.reason(failure));
    } catch (IllegalArgumentException tooLong) { // the costs of millions of iterations
      warn(Errors.message(tooLong));
    } catch (OutOfMemoryError failure) {
      warn("out of memory");
    }
  }

  private String text(History history) {
    return Json.of(
        new CheckpointText(
            CheckpointText.KIND,
            origin.settings(),
            origin.software(),
            steps(),
            resumedAfter,
            changes,
            seconds,
            history.costs(),
            Summary.Terms.of(history.terms()),
            CheckpointText.finite(history.validationCosts())));
  }

  /** Prints a warning once, until a checkpoint is written again or the reason is another. */
  private void warn(String reason) {
    if (!reason.equals(lastWarning)) {
      lastWarning = reason;
      say(
          String.format(
              Locale.ROOT,
              "The checkpoint %s could not be written (%s): the training goes on, and the"
                  + " checkpoint before it is kept.",
              plan.file(),
              reason));
    }
  }

  /** What the summary says about the checkpoints. */
  Summary.Checkpoints report() {
    return new Summary.Checkpoints(
        plan.file().toString(),
        plan.interval(),
        written,
        List.copyOf(resumedAfter),
        List.copyOf(changes));
  }

  private void say(String message) {
    err.println(message);
    err.flush();
  }
}
