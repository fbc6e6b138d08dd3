package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "--quick --full,--quick and --full exclude",
    "--rounds 0,--rounds: 0; there must be 1 or more",
    "--rounds many,--rounds",
    "--only gem,is none of gemm"
  })
  void aWrongCallChangesNothing(String options, String message) {
    Path out = folder.resolve("out");
    CommandRun run = CommandRun.of(("bench --out " + out + " " + options).split(" "));
    assertEquals(2, run.exitCode());
    assertTrue(run.error().contains(message), run.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    CommandRun run = CommandRun.of("bench", "--out", file.toString());
    assertEquals(2, run.exitCode());
    assertTrue(run.error().contains("is not a folder"), run.err());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void forksRunWithoutWhatMakesShortCommandsShorter() {
    assertEquals(
        List.of(
            "-XX:+UseSerialGC",
            "--add-modules=jdk.incubator.vector",
            "-Dpanblas.threads=1",
            "--enable-native-access=ALL-UNNAMED"),
        BenchJob.forkOptions(
            List.of(
                "-XX:+UseSerialGC",
                "-XX:AOTCache=/panblas.aot",
                "-XX:InlineSmallCode=500",
                "--enable-native-access=dev.panblas.blas.panama",
                "--add-modules=jdk.incubator.vector",
                "-Dpanblas.threads=1",
                "-Djava.awt.headless=true",
                "--module-path=/modules")));
  }
}
