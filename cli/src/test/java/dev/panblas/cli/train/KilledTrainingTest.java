/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.panblas.cli.ChildJvm;
import dev.panblas.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed leaves whole files: those of an earlier training, or its own. With the
 * effort FULL, 50 trainings are killed, otherwise a few.
 */
class KilledTrainingTest {

  private static final int KILLS = ChildJvm.FULL ? 50 : 3;

  /** Longer than the time in which the files are written. */
  private static final int MOST_MILLIS = 150;

  @TempDir Path out;

  @Test
  void aKilledTrainingLeavesWholeFiles() throws Exception {
    assertEquals(0, start(0).waitFor());
    requireWholeFiles();
    Random random = new Random(1);
    int killed = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      Map<String, FileTime> before = files();
      Process process = start(kill);
      while (process.isAlive() && files().equals(before)) {
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(MOST_MILLIS));
      if (process.isAlive()) {
        process.destroyForcibly().waitFor();
        killed++;
      } else {
        assertEquals(0, process.exitValue(), ChildJvm.output(process));
      }
      requireWholeFiles();
    }
    assertTrue(killed > 0, "all trainings ended before they were killed");
  }

  private Process start(int seed) throws IOException {
    return ChildJvm.start(
        List.of("-Dpanblas.home=.."),
        Main.class,
        "train",
        "--backend=reference",
        "--samples=200",
        "--hidden=9",
        "--iterations=3",
        "--seed=" + seed,
        "--out=" + out);
  }

  /** The files in the folder, hidden ones included, and when they were written. */
  private Map<String, FileTime> files() throws IOException {
    Map<String, FileTime> files = new HashMap<>();
    try (Stream<Path> all = Files.list(out)) {
      for (Path file : all.toList()) {
        try {
          files.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
        } catch (NoSuchFileException renamed) {
          files.put("renamed", FileTime.fromMillis(0)); // a change
        }
      }
    }
    return files;
  }

  private void requireWholeFiles() throws IOException {
    for (String name : List.of("features.png", "cost.png")) {
      assertNotNull(ImageIO.read(out.resolve(name).toFile()), name);
    }
    String summary = Files.readString(out.resolve("summary.json"));
    assertTrue(JsonParser.parseString(summary).getAsJsonObject().has("costs"), summary);
    try (ZipFile model = new ZipFile(out.resolve("model.npz").toFile())) {
      assertTrue(model.size() > 0, "model.npz must have arrays");
      for (var entries = model.entries().asIterator(); entries.hasNext(); ) {
        var entry = entries.next();
        assertEquals(entry.getSize(), model.getInputStream(entry).readAllBytes().length);
      }
    }
  }
}
