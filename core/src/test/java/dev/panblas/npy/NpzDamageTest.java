/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are damaged, or are none. */
class NpzDamageTest {

  /** The positions of fields in a header of the directory. */
  private static final int FLAGS = 8;

  private static final int METHOD = 10;
  private static final int CHECKSUM = 16;
  private static final int COMPRESSED = 20;
  private static final int SIZE = 24;

  /** Each place is tried in exhaustive runs, otherwise a sample. */
  private static final int STEP =
      "full".equals(System.getProperty("panblas.conformance.effort")) ? 1 : 11;

  private static final Map<String, Vector> ARRAYS =
      Map.of("a", Vector.of(1, -2.5, 1e300), "b", Vector.of(new float[] {3, 4}));

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("x.npz");
  }

  private byte[] written(boolean isCompressed) throws IOException {
    NpzFile.Content content =
        archive -> archive.add("a", ARRAYS.get("a")).add("b", ARRAYS.get("b"));
    if (isCompressed) {
      NpzFile.writeCompressed(file(), content);
    } else {
      NpzFile.write(file(), content);
    }
    return Files.readAllBytes(file());
  }

  private String refused(byte[] bytes) throws IOException {
    Files.write(file(), bytes);
    String message =
        assertThrows(NpyFormatException.class, () -> NpzFile.read(Arena.ofAuto(), file(), "a"))
            .getMessage();
    assertTrue(message.startsWith(file() + ""), message);
    return message.substring(file().toString().length());
  }

  // ---- damage at any place

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anArchiveCutAtAnyPlaceIsRefused(boolean isCompressed) throws IOException {
    byte[] whole = written(isCompressed);
    for (int length = 1; length < whole.length; length += STEP) {
      String message = refused(Arrays.copyOf(whole, length));
      assertTrue(
          message.endsWith(": copy or save it again") || message.endsWith("numpy.savez"), message);
    }
  }

  /** What is read must be what was written, whatever happens to a byte. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWrongByteAnywhereIsNoticedOrHarmless(boolean isCompressed) throws IOException {
    byte[] whole = written(isCompressed);
    int refused = 0;
    for (int at = 0; at < whole.length; at += STEP) {
      for (int flip : new int[] {1 << at % 8, 0xff}) {
        byte[] bytes = whole.clone();
        bytes[at] ^= (byte) flip;
        Files.write(file(), bytes);
        try (NpzFile archive = NpzFile.open(file());
            Arena arena = Arena.ofConfined()) {
          for (String name : ARRAYS.keySet()) {
            assertArrayEquals(
                ARRAYS.get(name).toDoubleArray(), archive.readVector(arena, name).toDoubleArray());
          }
        } catch (NpyFormatException noticed) {
          refused++;
        }
      }
    }
    assertTrue(refused > whole.length / STEP, "only " + refused + " were refused");
  }

  // ---- damage of one field

  /** The position of a header of the archive's directory. */
  private static int header(byte[] archive, int entry) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.getInt(archive.length - 22 + 16);
    for (int i = 0; i < entry; i++) {
      at += 46 + bytes.getShort(at + 28) + bytes.getShort(at + 30) + bytes.getShort(at + 32);
    }
    return at;
  }

  private static byte[] with(byte[] archive, int field, int value) {
    byte[] changed = archive.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    int at = header(archive, 0) + field;
    if (field < CHECKSUM) {
      bytes.putShort(at, (short) value);
    } else {
      bytes.putInt(at, value);
    }
    return changed;
  }

  @Test
  void wrongChecksumsAreNoticed() throws IOException {
    String wrong = ": the array a has a wrong checksum: copy or save it again";
    assertEquals(wrong, refused(with(written(true), CHECKSUM, 7)));
    assertEquals(wrong, refused(with(written(false), CHECKSUM, 7)));
    byte[] element = written(false);
    element[30 + "a.npy".length() + 128 + 3] ^= 1;
    assertEquals(wrong, refused(element));
  }

  @Test
  void impossibleSizesAreRefusedBeforeMemoryIsAllocated() throws IOException {
    byte[] stored = written(false);
    assertEquals(
        ": the array a cannot have 2000000000 bytes, stored as 152, in an archive of "
            + stored.length
            + ": copy or save it again",
        refused(with(stored, SIZE, 2_000_000_000)));
    byte[] both = with(with(stored, SIZE, 2_000_000_000), COMPRESSED, 2_000_000_000);
    assertTrue(refused(both).contains("cannot have 2000000000 bytes"));
    byte[] deflated = written(true);
    int compressed =
        ByteBuffer.wrap(deflated)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(header(deflated, 0) + COMPRESSED);
    int most = 1032 * compressed;
    assertTrue(refused(with(deflated, SIZE, most + 1)).contains("cannot have " + (most + 1)));
    assertTrue(refused(with(deflated, SIZE, most)).contains("is too long: shape (3,) needs 24"));
    assertTrue(refused(with(deflated, SIZE, 140)).contains("is truncated: shape (3,) needs 24"));
  }

  /** The header declares more memory than any machine has: allocating it would fail. */
  @Test
  void noMemoryIsAllocatedForMissingElements() throws IOException {
    byte[] text =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2147483647, 500000)}"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    byte[] array = Arrays.copyOf(start, start.length + text.length + 16);
    System.arraycopy(text, 0, array, start.length, text.length);
    NpzFile.write(file(), archive -> archive.add("a.npy", array));
    assertEquals(
        ": the array a is truncated: shape (2147483647, 500000) needs 8589934588000000 bytes after"
            + " the header but 16 were found; copy or save it again",
        refused(Files.readAllBytes(file())));
  }

  @Test
  void entriesThatAreNoArraysAreRefused() throws IOException {
    NpzFile.write(
        file(),
        archive -> archive.add("a", new byte[] {1, 2, 3, 4, 5, 6, 7}).add("b", new byte[0]));
    assertEquals(
        ": the array a is not a .npy file: it begins with the bytes 01 02 03 04 05 06 instead of 93"
            + " 4e 55 4d 50 59; save it with numpy.save",
        refused(Files.readAllBytes(file())));
    try (NpzFile archive = NpzFile.open(file())) {
      assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7}, archive.readBytes("a"));
      assertEquals(
          file() + ": the array b is empty: save it again with numpy.save",
          assertThrows(NpyFormatException.class, () -> archive.read(Arena.ofAuto(), "b"))
              .getMessage());
    }
  }

  @Test
  void otherKindsOfEntriesAreRefused() throws IOException {
    assertEquals(
        " is encrypted: save it without a password", refused(with(written(true), FLAGS, 1)));
    assertEquals(
        " has an entry that is neither stored nor deflated (invalid CEN header (bad compression"
            + " method: 12)): save it again with numpy.savez",
        refused(with(written(true), METHOD, 12)));
  }

  @Test
  void twoEntriesOfOneNameAreRefused() throws IOException {
    byte[] bytes = written(false);
    for (int at : new int[] {header(bytes, 1) + 46, 30 + 5 + 152 + 30}) {
      assertEquals('b', bytes[at]);
      bytes[at] = 'a';
    }
    assertEquals(
        " has the entry a.npy after the entry a.npy, but each array must have a name of its own:"
            + " save it again with numpy.savez",
        refused(bytes));
  }

  // ---- other files

  @Test
  void otherFilesAreRefused() throws IOException {
    assertEquals(" is empty: save it again with numpy.savez", refused(new byte[0]));
    assertEquals(
        " is not a .npz archive: it begins with the bytes 61 2c 62 instead of 50 4b; save it with"
            + " numpy.savez",
        refused(new byte[] {'a', ',', 'b'}));
    NpyFile.write(file(), Vector.of(1));
    assertEquals(
        " is a .npy file, which has one array, not an archive: read it with NpyFile, or save it"
            + " with numpy.savez",
        refused(Files.readAllBytes(file())));
    byte[] whole = written(false);
    assertEquals(
        " is truncated or damaged (zip END header not found): copy or save it again",
        refused(Arrays.copyOf(whole, whole.length - 1)));
    Files.delete(file());
    assertThrows(NoSuchFileException.class, () -> NpzFile.open(file()));
    Files.createDirectory(file());
    assertEquals(
        file() + " is a folder: give the name of a .npz file",
        assertThrows(NpyFormatException.class, () -> NpzFile.open(file())).getMessage());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aPipeIsRefused() {
    Path device = Path.of("/dev/null");
    assertEquals(
        "/dev/null is a pipe or a device, but the directory at the end of an archive is read first:"
            + " copy it to a file",
        assertThrows(NpyFormatException.class, () -> NpzFile.open(device)).getMessage());
  }

  @Test
  void aFileInsideOfAnotherArchiveIsRefused() throws IOException {
    Files.write(folder.resolve("outer.zip"), written(true));
    try (var inside = FileSystems.newFileSystem(folder.resolve("outer.zip"))) {
      Path file = inside.getPath("a.npy");
      assertEquals(
          "a.npy is not in the default file system: copy it to a folder",
          assertThrows(NpyFormatException.class, () -> NpzFile.open(file)).getMessage());
    }
  }
}
