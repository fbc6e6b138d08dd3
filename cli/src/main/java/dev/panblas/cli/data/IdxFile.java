/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Reads the format of MNIST: two zeros, a byte for the type, a byte for the number of dimensions,
 * the dimensions, and the values, all big-endian. The first dimension counts the samples; the
 * others are the features of one, in the order of the file.
 */
final class IdxFile {

  private static final int WORD = Integer.BYTES;

  /** The values of a sample, whose bytes must fit into an array. */
  private static final int MOST = Integer.MAX_VALUE / Double.BYTES - 8;

  private IdxFile() {}

  /** Whether a byte is the code of a type. */
  static boolean isType(byte code) {
    return size(code) > 0;
  }

  /** The bytes of a value: unsigned and signed bytes, short, int, float, double. */
  private static int size(byte code) {
    return switch (code) {
      case 0x08, 0x09 -> 1;
      case 0x0b -> 2;
      case 0x0c, 0x0d -> 4;
      case 0x0e -> 8;
      default -> 0;
    };
  }

  private static double value(ByteBuffer values, byte code) {
    return switch (code) {
      case 0x08 -> Byte.toUnsignedInt(values.get());
      case 0x09 -> values.get();
      case 0x0b -> values.getShort();
      case 0x0c -> values.getInt();
      case 0x0d -> values.getFloat();
      default -> values.getDouble();
    };
  }

  /**
   * Reads a file.
   *
   * @param file read
   * @param shown its name in messages
   * @return samples x features, each value rounded once
   * @throws InputException if it has labels, or its length is not that of its header
   */
  static Matrix read(Arena arena, Path file, String shown, Precision precision)
      throws InputException, IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      in.skipNBytes(2);
      byte code = in.readByte();
      int count = in.readUnsignedByte();
      long[] shape = new long[count];
      for (int i = 0; i < count; i++) {
        shape[i] = Integer.toUnsignedLong(in.readInt());
      }
      if (count < 2) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "samples must have at least 2 dimensions, but %s has %d, as files of labels do:"
                    + " choose the file of the images",
                shown,
                count));
      }
      long features = product(Arrays.copyOfRange(shape, 1, count));
      requireLength(shown, shape, size(code), Files.size(file) - (1L + count) * WORD);
      Matrix samples = Matrix.allocate(arena, precision, (int) shape[0], (int) features);
      byte[] line = new byte[samples.columns() * size(code)];
      double[] sample = new double[samples.columns()];
      for (int i = 0; i < samples.rows(); i++) {
        in.readFully(line);
        ByteBuffer values = ByteBuffer.wrap(line);
        for (int j = 0; j < sample.length; j++) {
          sample[j] = value(values, code);
        }
        samples.row(i).copyFrom(sample);
      }
      return samples;
    } catch (EOFException truncated) {
      throw new InputException(
          shown + " is cut off in the header of its idx format: copy or download it again",
          truncated);
    }
  }

  /** Checks the bytes after the header, before memory is allocated for them. */
  private static void requireLength(String shown, long[] shape, int size, long found)
      throws InputException {
    long wanted = product(shape, size);
    if (found != wanted) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s is damaged: %s values of %d bytes are %d bytes after its header, but it has %d:"
                  + " copy or download it again",
              shown,
              Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x ")),
              size,
              wanted,
              found));
    }
    if (shape[0] > Integer.MAX_VALUE
        || product(Arrays.copyOfRange(shape, 1, shape.length)) > MOST) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s must have at most %d samples and %d values in each, but has %s: split it",
              shown,
              Integer.MAX_VALUE,
              MOST,
              Arrays.toString(shape)));
    }
  }

  /** A product, or the largest number if it is larger. */
  private static long product(long[] factors, long... others) {
    long product = 1;
    for (long factor : LongStream.concat(LongStream.of(factors), LongStream.of(others)).toArray()) {
      product =
          Math.multiplyHigh(product, factor) == 0 && product * factor >= 0
              ? product * factor
              : Long.MAX_VALUE;
    }
    return product;
  }
}
