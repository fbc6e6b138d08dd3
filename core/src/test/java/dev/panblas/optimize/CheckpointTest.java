/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.NaiveKernels;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CheckpointTest {

  private static final String TEXT = "settings: ρ = 0.01\n";

  private static byte[] write(Precision precision, int dimension, String text) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      List<LbfgsState> states = new ArrayList<>();
      Vector start =
          Vector.allocate(precision, dimension)
              .copyFrom(Functions.rosenbrockStart(dimension).toDoubleArray());
      new Lbfgs(Blas.over(new NaiveKernels()), Lbfgs.Options.DEFAULT.withMemory(2))
          .begin(
              Functions.rosenbrock(dimension),
              start,
              (iteration, state) -> {
                states.add(state.apply(arena));
                return iteration.number() < 4;
              });
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new Checkpoint(text, states.getLast()).write(bytes);
      return bytes.toByteArray();
    }
  }

  private static Checkpoint read(Arena arena, byte[] bytes) throws IOException {
    return Checkpoint.read(arena, new ByteArrayInputStream(bytes));
  }

  private static String refusal(byte[] bytes) {
    try (Arena arena = Arena.ofConfined()) {
      return assertThrows(CheckpointFormatException.class, () -> read(arena, bytes)).getMessage();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("what is read has the bytes of what was written, also of vectors of several chunks")
  void isReadAsItWasWritten(Precision precision) throws IOException {
    for (int dimension : new int[] {3, 20_001}) {
      byte[] bytes = write(precision, dimension, TEXT);
      try (Arena arena = Arena.ofConfined()) {
        Checkpoint checkpoint = read(arena, bytes);
        assertEquals(TEXT, checkpoint.text());
        assertEquals(4, checkpoint.state().iteration().number());
        assertEquals(precision, checkpoint.state().precision());
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        checkpoint.write(again);
        assertArrayEquals(bytes, again.toByteArray());
      }
    }
  }

  @Test
  @DisplayName("a checkpoint is refused if any byte of it has changed")
  void eachByteCounts() throws IOException {
    byte[] bytes = write(Precision.DOUBLE, 3, TEXT);
    for (int at = 0; at < bytes.length; at++) {
      for (int bit : new int[] {1, 0x80}) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= (byte) bit;
        String refusal = refusal(damaged);
        assertTrue(refusal.contains("damaged"), refusal);
      }
    }
  }

  @Test
  @DisplayName("a checkpoint is refused if it is shorter or longer")
  void eachLengthCounts() throws IOException {
    byte[] bytes = write(Precision.SINGLE, 3, TEXT);
    for (int length = 0; length < bytes.length; length++) {
      assertEquals("is damaged: it ends too early", refusal(Arrays.copyOf(bytes, length)));
    }
    assertEquals(
        "is damaged: it has bytes after its end", refusal(Arrays.copyOf(bytes, bytes.length + 1)));
  }

  @Test
  @DisplayName("another version and another kind of file are named")
  void otherFormats() {
    assertEquals(
        "has another version of the format than 1, or is damaged",
        refusal("panblas checkpoint 7\nand so on".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(
        "is not a checkpoint of Panblas, or is damaged",
        refusal("a file that is something else".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  @DisplayName("a text that is too long is refused when it is written")
  void longText() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> write(Precision.SINGLE, 3, "x".repeat((1 << 26) + 1)));
    assertTrue(refused.getMessage().contains("<= 67108864 bytes"), refused::getMessage);
  }
}
