/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.panblas.cli.CommandRun;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.npy.NpyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train --checkpoint} and {@code --resume} in one process. */
class CheckpointsTest {

  @TempDir Path folder;
  private Path data;
  private Path checkpoint;
  private Path out;

  @BeforeEach
  void drawSamples() throws IOException {
    data = folder.resolve("samples.npy");
    NpyFile.write(data, Matrix.random(new Random(5), Precision.DOUBLE, 40, 9));
    checkpoint = folder.resolve("checkpoint");
    out = folder.resolve("out");
  }

  private String[] call(String... options) {
    return Stream.concat(
            Stream.of(
                "train", "--backend=reference", "--data=" + data, "--hidden=3", "--out=" + out),
            Stream.of(options))
        .toArray(String[]::new);
  }

  private CommandRun train(String... options) {
    return CommandRun.of(call(options));
  }

  private CommandRun checkpointed(String... options) {
    return train(
        Stream.concat(Stream.of("--checkpoint=" + checkpoint), Stream.of(options))
            .toArray(String[]::new));
  }

  private JsonObject summary() throws IOException {
    return JsonParser.parseString(Files.readString(out.resolve("summary.json"))).getAsJsonObject();
  }

  private void assertRefused(String message, CommandRun run) {
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.error().contains(message), run.err());
    assertFalse(Files.exists(out), "a refused training leaves no folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "single"})
  void moreIterationsEndWithTheModelOfOneRun(String precision) throws IOException {
    String[] options = {"--precision=" + precision, "--validation=0.3", "--seed=4"};
    CommandRun whole = train(with(options, "--iterations=12"));
    assertEquals(0, whole.exitCode(), whole.err());
    byte[] model = Files.readAllBytes(out.resolve("model.npz"));
    byte[] chart = Files.readAllBytes(out.resolve("cost.png"));
    JsonObject expected = summary();
    assertTrue(expected.get("checkpoints").isJsonNull());

    CommandRun first =
        checkpointed(with(options, "--iterations=5", "--checkpoint-every=3", "--resume"));
    assertEquals(0, first.exitCode(), first.err());
    assertTrue(first.err().contains("There is no " + checkpoint + " yet"), first.err());
    assertEquals(5, summary().getAsJsonObject("checkpoints").get("lastWritten").getAsInt());

    CommandRun more = checkpointed(with(options, "--iterations=12", "--resume"));
    assertEquals(0, more.exitCode(), more.err());
    assertTrue(
        more.err().contains("Going on from " + checkpoint + ", after iteration 5."), more.err());
    assertFalse(more.err().contains("iteration 5 of 12"), more.err());
    assertTrue(more.err().contains("iteration 6 of 12"), more.err());
    assertArrayEquals(model, Files.readAllBytes(out.resolve("model.npz")));
    assertArrayEquals(chart, Files.readAllBytes(out.resolve("cost.png")));
    for (String key : List.of("result", "costs", "validationCosts", "terms")) {
      assertEquals(expected.get(key), summary().get(key), key);
    }
    assertEquals("[5]", summary().getAsJsonObject("checkpoints").get("resumedAfter").toString());

    // The same command line again, after the results were written.
    CommandRun again = checkpointed(with(options, "--iterations=12", "--resume"));
    assertEquals(0, again.exitCode(), again.err());
    assertArrayEquals(model, Files.readAllBytes(out.resolve("model.npz")));
    assertEquals(expected.get("result"), summary().get("result"));
  }

  private static String[] with(String[] options, String... others) {
    return Stream.concat(Stream.of(options), Stream.of(others)).toArray(String[]::new);
  }

  @Test
  void aTrainingStoppedByASignalGoesOn() throws IOException {
    assertEquals(0, train("--iterations=6").exitCode());
    byte[] model = Files.readAllBytes(out.resolve("model.npz"));
    StopSignals stopSignals = new StopSignals();
    stopSignals.receive(StopSignals.Signal.TERM, new PrintWriter(Writer.nullWriter()));
    String[] call = call("--checkpoint=" + checkpoint, "--resume", "--iterations=6");
    CommandRun stopped = CommandRun.of(Terminal.NONE, stopSignals, call);
    assertEquals(StopSignals.Signal.TERM.exitCode(), stopped.exitCode(), stopped.err());
    CommandRun resumed = CommandRun.of(call);
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertTrue(resumed.err().contains("after iteration 1."), resumed.err());
    assertArrayEquals(model, Files.readAllBytes(out.resolve("model.npz")));
  }

  @Test
  void aRepetitionCanHaveCheckpoints() throws IOException {
    assertEquals(0, train("--iterations=6").exitCode());
    Path card = Files.move(out.resolve("summary.json"), folder.resolve("card.json"));
    String[] call = {"train", "--repeat=" + card, "--out=" + out, "--checkpoint=" + checkpoint};
    CommandRun repeated = CommandRun.of(call);
    assertEquals(0, repeated.exitCode(), repeated.err());
    assertTrue(repeated.out().contains("the bits agree with " + card), repeated.out());
    assertEquals("6", summary().getAsJsonObject("checkpoints").get("lastWritten").toString());
    assertFalse(
        summary().getAsJsonObject("command").getAsJsonObject("options").has("--checkpoint"));
  }

  /** The costs of a checkpoint would be compared with themselves. */
  @Test
  void aRepetitionIsNotResumed() throws IOException {
    assertEquals(0, checkpointed("--iterations=3").exitCode());
    CommandRun resumed =
        CommandRun.of(
            "train",
            "--repeat=" + out.resolve("summary.json"),
            "--checkpoint=" + checkpoint,
            "--resume");
    assertEquals(2, resumed.exitCode());
    assertTrue(resumed.err().contains("--resume cannot be combined with --repeat"), resumed.err());
  }

  @Test
  void aCheckpointOfAnotherTrainingIsRefused() throws IOException {
    assertEquals(0, checkpointed("--iterations=3").exitCode());
    deleteResults();
    assertRefused("checkpoint exists: go on from it with --resume", checkpointed());
    assertRefused("--iterations must be >= 3", checkpointed("--resume", "--iterations=2"));
    for (String option :
        List.of(
            "--weight-decay=2.0E-4",
            "--sparsity=0.02",
            "--sparsity-weight=2.0",
            "--seed=2",
            "--precision=single",
            "--schedule=batched",
            "--validation=0.5")) {
      String name = option.substring(0, option.indexOf('='));
      String value = option.substring(option.indexOf('=') + 1);
      CommandRun run = checkpointed("--resume", option);
      assertRefused("belongs to another training (", run);
      assertTrue(run.error().contains(name + " was "), run.err());
      assertTrue(run.error().contains(", is " + value), run.err());
    }
    NpyFile.write(data, Matrix.random(new Random(6), Precision.DOUBLE, 40, 9));
    assertRefused("(samples (SHA-256) was ", checkpointed("--resume"));
  }

  private void deleteResults() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(out);
  }

  @Test
  void aFileThatIsNoWholeCheckpointIsRefused() throws IOException {
    assertEquals(0, checkpointed("--iterations=2").exitCode());
    deleteResults();
    byte[] whole = Files.readAllBytes(checkpoint);
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    Files.write(checkpoint, damaged);
    assertRefused(
        checkpoint
            + " is damaged: its checksum is wrong; name the checkpoint of this training, or remove"
            + " the file to begin again",
        checkpointed("--resume"));
    Files.writeString(checkpoint, "panblas checkpoint 0\n");
    assertRefused("has another version of the format than 1", checkpointed("--resume"));
    Files.writeString(checkpoint, "something else");
    assertRefused("is not a checkpoint of Panblas", checkpointed("--resume"));
    Files.delete(checkpoint);
    Files.createDirectory(checkpoint);
    assertRefused("checkpoint is a folder: add a name", checkpointed("--resume"));
  }

  @Test
  void theFolderMustExist() {
    Path missing = folder.resolve("none");
    assertRefused(
        "the folder of --checkpoint must exist, but " + missing + " does not",
        train("--checkpoint=" + missing.resolve("checkpoint")));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "a folder that not even root can write to")
  void aCheckpointThatCannotBeWrittenIsReportedBeforeTheTraining() {
    CommandRun run = train("--checkpoint=/proc/checkpoint");
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(
        run.error().startsWith("panblas: The checkpoint /proc/checkpoint cannot be written ("),
        run.err());
    assertTrue(run.error().contains("choose another with --checkpoint"), run.err());
    assertFalse(Files.exists(out), "a training that fails at once leaves no folder");
  }

  @Test
  void theOptionsNeedACheckpoint() {
    assertRefused("--resume needs the file of a checkpoint", train("--resume"));
    assertRefused(
        "--checkpoint-every needs the file of a checkpoint", train("--checkpoint-every=2"));
    assertRefused(
        "--checkpoint-every must be >= 1, but was 0", checkpointed("--checkpoint-every=0"));
    assertRefused("--checkpoint must name a file, but was empty", train("--checkpoint="));
  }

  @Test
  void anotherSetupGoesOnWithAWarning() throws IOException {
    String batched = "--schedule=batched"; // its bits depend on the number of threads
    assertEquals(0, checkpointed(batched, "--iterations=2", "--threads=1").exitCode());
    CommandRun run = checkpointed(batched, "--iterations=4", "--threads=2", "--resume");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.err().contains(checkpoint + " was written with another setup (threads was 1, is 2)"),
        run.err());
    assertTrue(run.err().contains("its bits may differ"), run.err());
    CommandRun same = checkpointed(batched, "--iterations=6", "--threads=2", "--resume");
    assertFalse(same.err().contains("another setup"), same.err());
    JsonObject checkpoints = summary().getAsJsonObject("checkpoints");
    assertEquals("[2,4]", checkpoints.get("resumedAfter").toString());
    assertEquals(1, checkpoints.getAsJsonArray("changes").size());
    JsonObject change = checkpoints.getAsJsonArray("changes").get(0).getAsJsonObject();
    assertEquals(2, change.get("afterIteration").getAsInt());
    assertTrue(change.get("differences").toString().contains("threads was 1, is 2"));
  }
}
