/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.optimize.Lbfgs.Iteration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The state of a minimisation, from which it can go on, and a text of its owner, such as the
 * settings of a training and the history of its costs. It is written to a stream and read from it.
 *
 * <p>The format, with numbers in big-endian order:
 *
 * <pre>
 *   "panblas checkpoint 1\n"        the format and its version, in ASCII
 *   length of the head             4 bytes
 *   head                           the text, then the numbers of the state
 *   SHA-256 of all bytes before    32 bytes
 *   x, gradient, s and y of each pair, the newest pair first; elements in little-endian order
 *   SHA-256 of that hash and all bytes after it    32 bytes
 * </pre>
 *
 * A stream that was changed in one byte or is shorter or longer is refused. To replace a file as a
 * whole, write it with {@link dev.panblas.npy.AtomicFile}.
 *
 * @param text of any length up to 2<sup>26</sup> bytes in UTF-8
 * @param state of the minimisation
 */
public record Checkpoint(String text, LbfgsState state) {

  private static final String FORMAT = "panblas checkpoint ";
  private static final String VERSION = "1";
  private static final byte[] START = ascii(FORMAT + VERSION + "\n");
  private static final int HASH_BYTES = 32;

  /** So that a wrong length does not allocate memory without a limit. */
  private static final int MOST_HEAD_BYTES = 1 << 27;

  private static final int MOST_TEXT_BYTES = 1 << 26;
  private static final int CHUNK_BYTES = 1 << 16;
  private static final String INVALID_HEAD = "its head is not valid";

  /**
   * Writes a checkpoint. The stream is not closed.
   *
   * @param out the stream
   * @throws IllegalArgumentException if the text is too long
   * @throws IOException if the stream cannot be written
   */
  public void write(OutputStream out) throws IOException {
    MessageDigest digest = digest();
    byte[] head = head();
    write(out, digest, START, START.length);
    write(
        out, digest, ByteBuffer.allocate(Integer.BYTES).putInt(head.length).array(), Integer.BYTES);
    write(out, digest, head, head.length);
    writeHash(out, digest);
    byte[] chunk = new byte[CHUNK_BYTES];
    int most = CHUNK_BYTES / state.precision().bytes();
    for (Vector vector : state.vectors()) {
      for (int first = 0; first < vector.size(); first += most) {
        Vector part = vector.slice(first, Math.min(most, vector.size() - first));
        int length = part.size() * part.precision().bytes();
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        switch (part.precision()) {
          case SINGLE -> part.copyTo(bytes.asFloatBuffer());
          case DOUBLE -> part.copyTo(bytes.asDoubleBuffer());
        }
        write(out, digest, chunk, length);
      }
    }
    writeHash(out, digest);
  }

  private static void write(OutputStream out, MessageDigest digest, byte[] bytes, int length)
      throws IOException {
    digest.update(bytes, 0, length);
    out.write(bytes, 0, length);
  }

  private static void writeHash(OutputStream out, MessageDigest digest) throws IOException {
    byte[] hash = digest.digest(); // begins a new hash, of this one and what follows
    write(out, digest, hash, hash.length);
  }

  private byte[] head() {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > MOST_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "the text of a checkpoint must have <= "
              + MOST_TEXT_BYTES
              + " bytes in UTF-8, but has "
              + utf8.length
              + ": shorten it");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Iteration iteration = state.iteration();
    CurvaturePairs.Scalars pairs = state.scalars();
    try (DataOutputStream head = new DataOutputStream(bytes)) {
      head.writeInt(utf8.length);
      head.write(utf8);
      head.writeInt(state.precision().bytes());
      head.writeInt(state.dimension());
      head.writeInt(iteration.number());
      head.writeDouble(iteration.cost());
      head.writeDouble(iteration.gradientNorm());
      head.writeDouble(iteration.step());
      head.writeInt(iteration.evaluations());
      head.writeDouble(state.previousCost());
      head.writeInt(pairs.memory());
      head.writeInt(pairs.free());
      head.writeDouble(pairs.gamma());
      head.writeInt(pairs.curvatures().size());
      for (double curvature : pairs.curvatures()) {
        head.writeDouble(curvature);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // an array of bytes accepts all
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a checkpoint to the end of the stream, which is not closed.
   *
   * @param arena the owner of the state
   * @param in the stream
   * @return the checkpoint
   * @throws CheckpointFormatException if it is not a checkpoint, is damaged, or has another version
   *     of the format
   * @throws IOException if the stream cannot be read
   */
  public static Checkpoint read(Arena arena, InputStream in) throws IOException {
    MessageDigest digest = digest();
    requireStart(in, digest);
    int length = ByteBuffer.wrap(read(in, digest, Integer.BYTES)).getInt();
    if (length < 0 || length > MOST_HEAD_BYTES) {
      throw damaged("the length of its head is wrong");
    }
    byte[] head = read(in, digest, length);
    requireHash(in, digest);
    Checkpoint checkpoint = parse(arena, head);
    byte[] chunk = new byte[CHUNK_BYTES];
    for (Vector vector : checkpoint.state.vectors()) {
      readElements(in, digest, chunk, vector);
    }
    requireHash(in, digest);
    if (in.read() >= 0) {
      throw damaged("it has bytes after its end");
    }
    return checkpoint;
  }

  private static void requireStart(InputStream in, MessageDigest digest) throws IOException {
    byte[] start = in.readNBytes(START.length);
    digest.update(start);
    if (Arrays.equals(start, START)) {
      return;
    }
    byte[] format = ascii(FORMAT);
    byte[] found = Arrays.copyOf(start, format.length);
    if (start.length < START.length && Arrays.equals(start, Arrays.copyOf(START, start.length))) {
      throw damaged("it ends too early");
    }
    throw new CheckpointFormatException(
        Arrays.equals(found, format)
            ? "has another version of the format than " + VERSION + ", or is damaged"
            : "is not a checkpoint of Panblas, or is damaged");
  }

  private static byte[] read(InputStream in, MessageDigest digest, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw damaged("it ends too early");
    }
    digest.update(bytes);
    return bytes;
  }

  private static void requireHash(InputStream in, MessageDigest digest) throws IOException {
    byte[] computed = digest.digest(); // begins a new hash, of this one and what follows
    if (!Arrays.equals(computed, read(in, digest, HASH_BYTES))) {
      throw damaged("its checksum is wrong");
    }
  }

  /** The text and the state, without the elements of the vectors. */
  private static Checkpoint parse(Arena arena, byte[] bytes) throws IOException {
    try (DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String text = new String(head.readNBytes(head.readInt()), StandardCharsets.UTF_8);
      Precision precision =
          head.readInt() == Precision.SINGLE.bytes() ? Precision.SINGLE : Precision.DOUBLE;
      int dimension = head.readInt();
      Iteration iteration =
          new Iteration(
              head.readInt(),
              head.readDouble(),
              head.readDouble(),
              head.readDouble(),
              head.readInt());
      double previousCost = head.readDouble();
      int memory = head.readInt();
      int free = head.readInt();
      double gamma = head.readDouble();
      int count = head.readInt();
      if (dimension < 1 || count < 0 || count > memory || free < 0 || free > memory) {
        throw damaged(INVALID_HEAD);
      }
      List<Double> curvatures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        curvatures.add(head.readDouble());
      }
      Matrix vectors = LbfgsState.allocate(arena, precision, count, dimension);
      CurvaturePairs.Scalars pairs =
          new CurvaturePairs.Scalars(memory, free, gamma, List.copyOf(curvatures));
      return new Checkpoint(text, new LbfgsState(iteration, previousCost, pairs, vectors));
    } catch (EOFException | IllegalArgumentException invalid) { // with a right checksum: not ours
      throw damaged(INVALID_HEAD);
    }
  }

  private static void readElements(
      InputStream in, MessageDigest digest, byte[] chunk, Vector vector) throws IOException {
    int most = chunk.length / vector.precision().bytes();
    for (int first = 0; first < vector.size(); first += most) {
      Vector part = vector.slice(first, Math.min(most, vector.size() - first));
      int length = part.size() * part.precision().bytes();
      if (in.readNBytes(chunk, 0, length) < length) {
        throw damaged("it ends too early");
      }
      digest.update(chunk, 0, length);
      ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, length).order(ByteOrder.LITTLE_ENDIAN);
      switch (part.precision()) {
        case SINGLE -> part.copyFrom(bytes.asFloatBuffer());
        case DOUBLE -> part.copyFrom(bytes.asDoubleBuffer());
      }
    }
  }

  private static CheckpointFormatException damaged(String how) {
    return new CheckpointFormatException("is damaged: " + how);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible); // every Java platform has it
    }
  }
}
