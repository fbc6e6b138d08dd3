/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Checks the ELF headers of a shared library before the system loads it. The loader trusts the
 * headers: on a truncated file the process ends with SIGBUS.
 *
 * @see <a href="https://gabi.xinuos.com/">System V Application Binary Interface, chapter 4</a>
 */
public final class Elf {

  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int MAGIC = 'E' << 8 | 0x7f | 'L' << 16 | 'F' << 24;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int SHARED_OBJECT = 3;
  private static final int LOADED_SEGMENT = 1;

  /** The machines by their number in the ELF header, as {@code os.arch} names them. */
  private static final Map<Integer, String> MACHINES =
      Map.of(3, "x86", 21, "ppc64le", 40, "arm", 62, "amd64", 183, "aarch64", 243, "riscv64");

  private Elf() {}

  /**
   * Checks that a file is a complete 64-bit shared library for this machine.
   *
   * @param file an existing file
   * @throws UnusableLibraryException if it is not; the message says what it is
   * @throws IOException if it cannot be read
   */
  public static void check(Path file) throws UnusableLibraryException, IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      ByteBuffer header = read(channel, 0, (int) Math.min(size, HEADER));
      if (size < Integer.BYTES || header.getInt(0) != MAGIC) {
        throw new UnusableLibraryException(
            file + " is not a shared library",
            "name the library's own file, such as libopenblas.so.0");
      }
      if (size < HEADER) {
        throw truncated(file, size, HEADER);
      }
      checkKind(file, header);
      checkLength(file, size, channel, header);
    } catch (ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException nonsense) {
      throw new UnusableLibraryException(
          file + " has damaged headers", "install the library again", nonsense);
    }
  }

  private static void checkKind(Path file, ByteBuffer header) throws UnusableLibraryException {
    String here = System.getProperty("os.arch");
    if (header.get(4) != CLASS_64 || header.get(5) != LITTLE_ENDIAN) {
      throw foreign(file, header.get(4) == CLASS_64 ? "a big-endian" : "a 32-bit", here);
    }
    int machine = Short.toUnsignedInt(header.getShort(18));
    if (MACHINES.containsValue(here) && !here.equals(MACHINES.get(machine))) {
      throw foreign(file, MACHINES.getOrDefault(machine, "machine type " + machine), here);
    }
    if (header.getShort(16) != SHARED_OBJECT) {
      throw new UnusableLibraryException(
          file + " is a program or an object file, not a shared library",
          "name the shared library, whose name has .so in it");
    }
  }

  private static UnusableLibraryException foreign(Path file, String machine, String here) {
    return new UnusableLibraryException(
        file + " is built for " + machine + ", but this Java runs on " + here,
        "name a library that is built for " + here);
  }

  private static void checkLength(
      Path file, long size, SeekableByteChannel channel, ByteBuffer header)
      throws UnusableLibraryException, IOException {
    long sections = header.getLong(40);
    long needed =
        sections == 0
            ? 0
            : Math.addExact(sections, (long) header.getShort(58) * unsigned(header, 60));
    long segments = header.getLong(32);
    int count = unsigned(header, 56);
    needed = Math.max(needed, Math.addExact(segments, (long) PROGRAM_HEADER * count));
    if (needed > size) {
      throw truncated(file, size, needed);
    }
    ByteBuffer table = read(channel, segments, PROGRAM_HEADER * count);
    for (int i = 0; i < count; i++) {
      int at = i * PROGRAM_HEADER;
      if (table.getInt(at) == LOADED_SEGMENT) {
        needed = Math.max(needed, Math.addExact(table.getLong(at + 8), table.getLong(at + 32)));
      }
    }
    if (needed > size) {
      throw truncated(file, size, needed);
    }
  }

  private static int unsigned(ByteBuffer header, int offset) {
    return Short.toUnsignedInt(header.getShort(offset));
  }

  private static UnusableLibraryException truncated(Path file, long size, long needed) {
    return new UnusableLibraryException(
        file + " is truncated: it has " + size + " bytes of at least " + needed,
        "install or copy the library again");
  }

  private static ByteBuffer read(SeekableByteChannel channel, long position, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // reads until the buffer is full or the file ends
    }
    return bytes.flip();
  }
}
