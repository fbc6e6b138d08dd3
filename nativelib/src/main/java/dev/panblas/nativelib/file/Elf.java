/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A shared library in the ELF format, read from its file. {@link #check} is for a library that is
 * to be loaded: the loader trusts the headers, and on a truncated file the process ends with
 * SIGBUS.
 *
 * @param name the name under which other libraries need it; empty if it has none
 * @param needed the names of the libraries that it needs itself
 * @param rPath folders where these are looked for, by it and by those, before {@code
 *     LD_LIBRARY_PATH}; not used if there is a {@code runPath}
 * @param runPath folders where these are looked for after {@code LD_LIBRARY_PATH}
 * @see <a href="https://gabi.xinuos.com/">System V Application Binary Interface, chapter 4</a>
 */
public record Elf(
    Optional<String> name, Set<String> needed, List<String> rPath, List<String> runPath) {

  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int MAGIC = 'E' << 8 | 0x7f | 'L' << 16 | 'F' << 24;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int SHARED_OBJECT = 3;
  private static final int LOADED_SEGMENT = 1;
  private static final int SECTION_HEADER = 64;
  private static final int DYNAMIC_SECTION = 6;
  private static final int DYNAMIC_ENTRY = 16;
  private static final long NEEDED = 1;
  private static final long NAME = 14;
  private static final long R_PATH = 15;
  private static final long RUN_PATH = 29;
  private static final Set<Long> TEXTS = Set.of(NEEDED, NAME, R_PATH, RUN_PATH);
  private static final int DYNAMIC_SYMBOLS = 11;
  private static final int SYMBOL = 24;
  private static final long LONGEST_SECTION = 1 << 26; // of names or symbols

  /** The machines by their number in the ELF header, as {@code os.arch} names them. */
  private static final Map<Integer, String> MACHINES =
      Map.of(3, "x86", 21, "ppc64le", 40, "arm", 62, "amd64", 183, "aarch64", 243, "riscv64");

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

  /**
   * Reads what a library needs.
   *
   * @param file a library
   * @return its dynamic section
   * @throws IOException if it cannot be read, is not a 64-bit little-endian ELF file, or has no
   *     dynamic section
   */
  public static Elf read(Path file) throws IOException {
    return parse(file, DYNAMIC_SECTION, Elf::dynamicSection);
  }

  /**
   * Reads the names of the functions and variables that a library takes from others.
   *
   * @param file a library
   * @return the names
   * @throws IOException if it cannot be read, is not a 64-bit little-endian ELF file, or has no
   *     table of its dynamic symbols
   */
  public static Set<String> imports(Path file) throws IOException {
    return parse(file, DYNAMIC_SYMBOLS, Elf::undefined);
  }

  private static Elf dynamicSection(ByteBuffer table, ByteBuffer strings) {
    Map<Long, List<String>> texts = new HashMap<>();
    for (int at = 0; at < table.limit(); at += DYNAMIC_ENTRY) {
      long tag = table.getLong(at);
      if (TEXTS.contains(tag)) {
        String text = string(strings, Math.toIntExact(table.getLong(at + 8)));
        texts.computeIfAbsent(tag, none -> new ArrayList<>()).add(text);
      }
    }
    return new Elf(
        texts.getOrDefault(NAME, List.of()).stream().findFirst(),
        new LinkedHashSet<>(texts.getOrDefault(NEEDED, List.of())),
        folders(texts.getOrDefault(R_PATH, List.of())),
        folders(texts.getOrDefault(RUN_PATH, List.of())));
  }

  private static List<String> folders(List<String> paths) {
    return paths.stream().flatMap(path -> Stream.of(path.split(":"))).toList();
  }

  private static Set<String> undefined(ByteBuffer table, ByteBuffer strings) {
    Set<String> imports = new HashSet<>();
    for (int at = SYMBOL; at < table.limit(); at += SYMBOL) { // the first is empty
      if (table.getShort(at + 6) == 0) { // in no section of this file
        imports.add(string(strings, table.getInt(at)));
      }
    }
    return imports;
  }

  /** Reads the first section of a type, with the strings that it refers to. */
  private static <T> T parse(Path file, int type, BiFunction<ByteBuffer, ByteBuffer, T> reader)
      throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer header = read(channel, 0, HEADER);
      if (header.getInt(0) != MAGIC
          || header.get(4) != CLASS_64
          || header.get(5) != LITTLE_ENDIAN) {
        throw new IOException(file + " is not a 64-bit little-endian ELF file");
      }
      int count = unsigned(header, 60);
      ByteBuffer sections = read(channel, header.getLong(40), SECTION_HEADER * count);
      for (int i = 0; i < count; i++) {
        if (sections.getInt(i * SECTION_HEADER + 4) == type) {
          int strings = sections.getInt(i * SECTION_HEADER + 40);
          return reader.apply(section(channel, sections, i), section(channel, sections, strings));
        }
      }
      throw new IOException(file + " has no section of type " + type);
    } catch (ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException nonsense) {
      throw new IOException(file + " has damaged headers", nonsense);
    }
  }

  private static ByteBuffer section(SeekableByteChannel channel, ByteBuffer sections, int index)
      throws IOException {
    long start = sections.getLong(index * SECTION_HEADER + 24);
    long size = sections.getLong(index * SECTION_HEADER + 32);
    // Nothing is allocated for a size that is wrong.
    if (size > LONGEST_SECTION || size > channel.size() - start) {
      throw new IndexOutOfBoundsException("a section of " + size + " bytes at " + start);
    }
    return read(channel, start, Math.toIntExact(size));
  }

  private static String string(ByteBuffer strings, int start) {
    int end = start;
    while (strings.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - start];
    strings.get(start, text);
    return new String(text, StandardCharsets.ISO_8859_1);
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
