/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader.EntryFilter;
import us.hebi.matlab.mat.types.MatFile.Entry;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * Reads level 5 of MATLAB's format, which {@code save -v6} and {@code save -v7} write: arrays of
 * real numbers or logical values, of any class and in either byte order. The checksums of packed
 * variables are checked: mfl reads only as far as the numbers go.
 */
final class MatFile {

  private static final int HEADER = 128;
  private static final int TAG = 8;
  private static final int PACKED = 15;

  /** A packed byte is at most this many bytes. */
  private static final long MOST_UNPACKED = 1032;

  private final Path file;
  private final String shown;

  private MatFile(Path file, String shown) {
    this.file = file;
    this.shown = shown;
  }

  /**
   * An array of real numbers.
   *
   * @param name of the variable
   * @param shape at least two dimensions
   * @param columnMajor its elements, the first index first
   */
  record Numbers(String name, List<Integer> shape, IntToDoubleFunction columnMajor) {}

  /** A variable of a file: what is known before its content is read. */
  private record Variable(String name, MatlabType type, boolean isComplex, List<Integer> shape) {

    boolean isNumeric() {
      return type.compareTo(MatlabType.Double) >= 0 && type.compareTo(MatlabType.UInt64) <= 0;
    }

    /** Such as {@code x (4 x 3 uint8)}. */
    @Override
    public String toString() {
      return name + " (" + (shape.isEmpty() ? "" : text(shape) + " ") + kind() + ")";
    }

    String kind() {
      return (isComplex ? "complex " : "") + type;
    }
  }

  /** A shape in words: {@code 4 x 3}. */
  static String text(List<Integer> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  /**
   * Reads a variable.
   *
   * @param file read
   * @param shown its name in messages
   * @param name of the variable; empty for that of a file that has only one
   * @throws InputException if the file is damaged, or has no such variable, or it is not an array
   *     of real numbers
   */
  static Numbers read(Path file, String shown, Optional<String> name)
      throws InputException, IOException {
    MatFile content = new MatFile(file, shown);
    content.requireWhole();
    Variable variable = content.choose(name);
    content.requireNumbers(variable);
    Entry entry = content.entries(header -> header.getName().equals(variable.name())).getFirst();
    Matrix matrix = (Matrix) entry.getValue();
    content.requireCount(variable, matrix.getNumElements());
    requireDoubles(shown, variable, matrix);
    return new Numbers(variable.name(), variable.shape(), matrix::getDouble);
  }

  private Variable choose(Optional<String> name) throws InputException, IOException {
    List<Variable> all = new ArrayList<>();
    List<Entry> unfiltered =
        entries(
            header -> {
              all.add(
                  new Variable(
                      header.getName(),
                      header.getType(),
                      header.isComplex(),
                      Arrays.stream(header.getDimensions()).boxed().toList()));
              return false;
            });
    for (Entry entry : unfiltered) { // objects such as strings, which have no shape
      all.add(new Variable(entry.getName(), entry.getValue().getType(), false, List.of()));
    }
    String names = all.stream().map(Variable::toString).collect(Collectors.joining(", "));
    if (all.isEmpty()) {
      throw new InputException(shown + " has no variables: save the array with save -v7");
    }
    if (name.isEmpty()) {
      if (all.size() > 1) {
        throw new InputException(
            shown + " has several variables, so one must be named with --variable: " + names);
      }
      return all.getFirst();
    }
    return all.stream()
        .filter(each -> each.name().equals(name.get()))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    shown
                        + " has no variable "
                        + name.get()
                        + ": choose with --variable one of "
                        + names));
  }

  private void requireNumbers(Variable variable) throws InputException {
    if (!variable.name().matches("[A-Za-z][A-Za-z0-9_]*")) {
      throw damaged("a variable with another name than letters, digits and _");
    }
    if (!variable.isNumeric() || variable.isComplex()) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "the variable %s of %s must be a full array of real numbers, but is %s: %s",
              variable.name(),
              shown,
              variable.kind(),
              variable.type() == MatlabType.Sparse
                  ? "save full(" + variable.name() + ")"
                  : "choose another with --variable"));
    }
  }

  /** mfl does not notice if the product of the dimensions is larger than 2^31. */
  private void requireCount(Variable variable, int found) throws InputException {
    long count = 1;
    for (int dimension : variable.shape()) {
      if (dimension < 0 || count > Integer.MAX_VALUE) {
        throw damaged("a shape of " + text(variable.shape()));
      }
      count *= dimension;
    }
    if (count != found) {
      throw damaged("a shape of " + text(variable.shape()));
    }
  }

  /** Checks that each integer of 64 bits is exactly a double. */
  private static void requireDoubles(String shown, Variable variable, Matrix matrix)
      throws InputException {
    boolean isUnsigned = variable.type() == MatlabType.UInt64;
    if (!isUnsigned && variable.type() != MatlabType.Int64) {
      return;
    }
    for (int i = 0; i < matrix.getNumElements(); i++) {
      long value = matrix.getLong(i);
      if ((long) (double) value != value || value == Long.MAX_VALUE || (isUnsigned && value < 0)) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "each integer of the variable %s of %s must be exactly a double, but element %d is"
                    + " %s: save double(%s)",
                variable.name(),
                shown,
                i + 1,
                isUnsigned ? Long.toUnsignedString(value) : Long.toString(value),
                variable.name()));
      }
    }
  }

  private List<Entry> entries(EntryFilter filter) throws InputException, IOException {
    long most = Files.size(file) * MOST_UNPACKED;
    try (Source source = Sources.openFile(file.toFile())) {
      List<Entry> entries = new ArrayList<>();
      Mat5.newReader(source)
          .disableSubsystemProcessing()
          .setBufferAllocator(new BoundedAllocator(most))
          .setEntryFilter(filter)
          .readMat()
          .getEntries()
          .forEach(entries::add);
      return entries;
    } catch (IOException damaged) { // mfl wraps all exceptions
      throw damaged(Errors.message(Errors.rootCause(damaged)));
    }
  }

  private InputException damaged(String problem) {
    return new InputException(
        shown
            + " is a damaged .mat file ("
            + problem
            + "): copy it again, or save it with save -v7");
  }

  /** Checks the lengths of all variables, and the checksums of those that are packed. */
  private void requireWhole() throws InputException, IOException {
    try (FileChannel in = FileChannel.open(file)) {
      ByteOrder order =
          read(in, HEADER - 2, 2).get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      for (long at = HEADER; at < in.size(); ) {
        ByteBuffer tag = read(in, at, TAG).order(order);
        int type = tag.getInt();
        long length = Integer.toUnsignedLong(tag.getInt());
        at += TAG;
        if (length > in.size() - at) {
          throw damaged("its end is missing");
        }
        if (type == PACKED) {
          requireChecksum(in, at, length);
        }
        at += length;
      }
    }
  }

  private ByteBuffer read(FileChannel in, long at, int count) throws InputException, IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (in.read(buffer, at + buffer.position()) < 0) {
        throw damaged("its end is missing");
      }
    }
    return buffer.flip();
  }

  private void requireChecksum(FileChannel in, long from, long length)
      throws InputException, IOException {
    byte[] nowhere = new byte[1 << 16];
    try (Inflater inflater = new Inflater()) {
      for (long at = 0; at < length && !inflater.finished(); ) {
        ByteBuffer packed = read(in, from + at, (int) Math.min(nowhere.length, length - at));
        at += packed.remaining();
        inflater.setInput(packed);
        while (!inflater.needsInput() && !inflater.finished()) {
          if (inflater.inflate(nowhere) == 0 && inflater.needsDictionary()) {
            throw damaged("a packed variable is not whole");
          }
        }
      }
      if (!inflater.finished()) {
        throw damaged("a packed variable is not whole");
      }
    } catch (DataFormatException wrong) {
      throw damaged("a packed variable is not whole");
    }
  }

  /** Refuses lengths that a damaged file claims. */
  private record BoundedAllocator(long most) implements BufferAllocator {

    @Override
    public ByteBuffer allocate(int bytes) {
      if (bytes < 0 || bytes > most) {
        throw new IllegalArgumentException("a length of " + bytes + " bytes");
      }
      return ByteBuffer.allocate(bytes);
    }

    @Override
    public void release(ByteBuffer buffer) {
      // the garbage collector frees it
    }
  }
}
