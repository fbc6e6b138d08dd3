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
import dev.panblas.cli.ChildJvm;
import dev.panblas.cli.CommandRun;
import dev.panblas.cli.Main;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.npy.NpyFile;
import java.io.IOException;
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

/**
 * A training with checkpoints that is killed goes on to the model that it would have had. With the
 * effort FULL, 50 trainings are killed, otherwise a few; every other one while it writes a
 * checkpoint.
 */
class ResumedTrainingTest {

  private static final int KILLS = ChildJvm.FULL ? 50 : 2;

  /** Several iterations, each with a checkpoint. */
  private static final int MOST_MILLIS = 60;

  private static final String ITERATIONS = ChildJvm.FULL ? "150" : "40";

  @TempDir Path folder;
  private Path data;
  private Path whole;
  private Path out;
  private Path states;
  private Path checkpoint;

  @BeforeEach
  void trainsWithoutInterruption() throws IOException {
    data = folder.resolve("samples.npy");
    NpyFile.write(data, Matrix.random(new Random(3), Precision.DOUBLE, 120, 64));
    whole = folder.resolve("whole");
    out = folder.resolve("out");
    states = Files.createDirectory(folder.resolve("states"));
    checkpoint = states.resolve("checkpoint");
    CommandRun run =
        CommandRun.of(
            Stream.concat(Stream.of("train"), Stream.of(arguments(whole)))
                .filter(
                    argument -> !argument.contains("checkpoint") && !argument.equals("--resume"))
                .toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
  }

  private String[] arguments(Path results) {
    return new String[] {
      "--backend=reference",
      "--data=" + data,
      "--hidden=20",
      "--validation=0.2",
      "--iterations=" + ITERATIONS,
      "--checkpoint=" + checkpoint,
      "--checkpoint-every=1",
      "--resume",
      "--out=" + results
    };
  }

  private Process start() throws IOException {
    return ChildJvm.start(
        List.of(),
        Main.class,
        Stream.concat(Stream.of("train"), Stream.of(arguments(out))).toArray(String[]::new));
  }

  @Test
  void aKilledTrainingEndsWithTheModelThatItWouldHaveHad() throws Exception {
    Random random = new Random(1);
    int whileWriting = 0;
    int starts = 0;
    for (int kills = 0; kills < KILLS; ) {
      assertTrue(++starts <= 10 * KILLS, "most trainings end before they can be killed");
      Process process = start();
      boolean kill = kills % 2 == 0 ? awaitsPart(process) : awaitsCheckpoint(process);
      if (kill && kills % 2 != 0) {
        Thread.sleep(random.nextInt(MOST_MILLIS));
      }
      if (kill && process.isAlive()) {
        process.destroyForcibly().waitFor();
        kills++;
        whileWriting += parts().stream().allMatch(ResumedTrainingTest::isEmpty) ? 0 : 1;
      } else {
        assertEquals(0, process.waitFor(), ChildJvm.output(process));
        requireSameResults();
        Files.delete(checkpoint); // the next one begins
      }
    }
    Process last = start();
    String printed = ChildJvm.output(last);
    assertEquals(0, last.exitValue(), printed);
    requireSameResults();
    assertEquals("[]", summary(out).getAsJsonObject("checkpoints").get("changes").toString());
    assertEquals(List.of(), parts(), "what killed trainings have left is deleted");
    System.out.println(
        KILLS + " trainings were killed, " + whileWriting + " while they wrote a checkpoint");
    assertTrue(whileWriting > 0 || !ChildJvm.FULL, "no training was killed while it wrote");
  }

  /** Waits until a checkpoint is being written; false if the training has ended. */
  private boolean awaitsPart(Process process) throws IOException, InterruptedException {
    List<Path> left = parts();
    while (process.isAlive()
        && parts().stream().allMatch(part -> left.contains(part) || isEmpty(part))) {
      Thread.sleep(1);
    }
    return process.isAlive();
  }

  /** Whether nothing was written: at the start, a training creates an empty part. */
  private static boolean isEmpty(Path part) {
    try {
      return Files.size(part) == 0;
    } catch (IOException renamed) {
      return true;
    }
  }

  /** Waits until a checkpoint was written; false if the training has ended. */
  private boolean awaitsCheckpoint(Process process) throws IOException, InterruptedException {
    Object before = version();
    while (process.isAlive() && version().equals(before)) {
      Thread.sleep(1);
    }
    return process.isAlive();
  }

  private Object version() throws IOException {
    return Files.exists(checkpoint) ? Files.getLastModifiedTime(checkpoint) : "none";
  }

  private List<Path> parts() throws IOException {
    try (Stream<Path> files = Files.list(states)) {
      return files.filter(file -> file.toString().endsWith(".part")).sorted().toList();
    }
  }

  private void requireSameResults() throws IOException {
    for (String file : List.of("model.npz", "cost.png", "features.png")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(out.resolve(file)), file);
    }
    JsonObject expected = summary(whole);
    JsonObject resumed = summary(out);
    for (String key : List.of("result", "costs", "validationCosts", "terms", "units")) {
      assertEquals(expected.get(key), resumed.get(key), key);
    }
  }

  private static JsonObject summary(Path results) throws IOException {
    return JsonParser.parseString(Files.readString(results.resolve("summary.json")))
        .getAsJsonObject();
  }

  /** The size of files is limited, as on a disk that is full. The first checkpoints are smaller. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "ulimit -f is the shell's")
  void aCheckpointThatCannotBeWrittenKeepsTheOneBeforeIt() throws Exception {
    List<String> java =
        ChildJvm.command(
            List.of(),
            Main.class,
            Stream.concat(Stream.of("train"), Stream.of(arguments(out))).toArray(String[]::new));
    Process limited =
        ChildJvm.start(
            new ProcessBuilder(
                Stream.concat(
                        Stream.of("bash", "-c", "ulimit -f 400 && exec \"$@\"", "bash"),
                        java.stream())
                    .toList()));
    String printed = ChildJvm.output(limited);
    assertEquals(0, limited.exitValue(), printed);
    String warning = "The checkpoint " + checkpoint + " could not be written (";
    assertEquals(
        1, printed.lines().filter(line -> line.startsWith(warning)).count(), () -> printed);
    requireSameResults();
    assertEquals(List.of(), parts());
    int written = summary(out).getAsJsonObject("checkpoints").get("lastWritten").getAsInt();
    assertTrue(written > 0 && written < 20, "after " + written);

    CommandRun resumed =
        CommandRun.of(
            Stream.concat(Stream.of("train"), Stream.of(arguments(out))).toArray(String[]::new));
    assertEquals(0, resumed.exitCode(), resumed.err());
    assertTrue(resumed.err().contains("after iteration " + written + "."), resumed.err());
    assertFalse(resumed.err().contains("could not be written"), resumed.err());
    requireSameResults();
  }
}
