/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes shared libraries without code. They can depend on other libraries, and their functions are
 * at given addresses of this process, such as those of upcalls into Java.
 */
public final class SmallElf {

  private static final int NEEDED = 1;
  private static final int NAME = 14;
  private static final int RUN_PATH = 29;
  private static final int HASH = 4;
  private static final int INITIALIZERS = 25;
  private static final int INITIALIZERS_SIZE = 27;
  private static final int SYMBOL = 24;

  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int SECTION_HEADER = 64;
  private static final int DYNAMIC = HEADER + 3 * PROGRAM_HEADER;

  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private final ByteBuffer dynamic = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);

  private final Map<String, Long> functions;
  private final List<Long> initializers;

  private SmallElf(Map<String, Long> functions, List<Long> initializers) {
    this.functions = functions;
    this.initializers = initializers;
    strings.write(0);
  }

  /**
   * Writes a library that the system can load.
   *
   * @param file its file, whose name is also the library's name
   * @param runPath where the libraries that it needs are looked for; may be empty
   * @param needed their names
   * @return the file
   */
  public static Path write(Path file, String runPath, List<String> needed) throws IOException {
    return write(file, runPath, needed, Map.of(), List.of());
  }

  /**
   * Writes a library that only this process can load.
   *
   * @param file its file, whose name is also the library's name
   * @param runPath where the libraries that it needs are looked for; may be empty
   * @param needed their names
   * @param functions its functions, each with its address
   * @param initializers the addresses of the functions that the system calls as it loads it
   * @return the file
   */
  public static Path write(
      Path file,
      String runPath,
      List<String> needed,
      Map<String, Long> functions,
      List<Long> initializers)
      throws IOException {
    SmallElf elf = new SmallElf(functions, initializers);
    needed.forEach(name -> elf.entry(NEEDED, elf.string(name)));
    elf.entry(NAME, elf.string(file.getFileName().toString()));
    if (!runPath.isEmpty()) {
      elf.entry(RUN_PATH, elf.string(runPath));
    }
    return Files.write(file, elf.bytes());
  }

  private int string(String text) {
    int start = strings.size();
    strings.writeBytes((text + "\0").getBytes(StandardCharsets.US_ASCII));
    return start;
  }

  private void entry(int tag, long value) {
    dynamic.putLong(tag).putLong(value);
  }

  private byte[] bytes() {
    ByteBuffer table = symbols();
    int symbols = (DYNAMIC + dynamic.position() + 16 * 8 + 7) / 8 * 8;
    int initial = symbols + table.limit();
    int hash = initial + 8 * initializers.size();
    int text = hash + 4 * (4 + functions.size());
    int sections = (text + strings.size() + 7) / 8 * 8;
    int size = sections + 4 * SECTION_HEADER;
    entry(5, text); // DT_STRTAB
    entry(6, symbols); // DT_SYMTAB
    entry(10, strings.size()); // DT_STRSZ
    entry(11, SYMBOL); // DT_SYMENT
    entry(HASH, hash);
    entry(INITIALIZERS, initial);
    entry(INITIALIZERS_SIZE, 8L * initializers.size());
    entry(0, 0); // DT_NULL
    ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
    int machine = System.getProperty("os.arch").equals("aarch64") ? 183 : 62;
    file.putShort((short) 3).putShort((short) machine).putInt(1);
    file.putLong(0).putLong(HEADER).putLong(sections).putInt(0);
    file.putShort((short) HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 3);
    file.putShort((short) SECTION_HEADER).putShort((short) 4).putShort((short) 0);
    segment(file, 1, 0, size); // PT_LOAD
    segment(file, 2, DYNAMIC, dynamic.position()); // PT_DYNAMIC
    segment(file, 0x6474e551, 0, 0); // PT_GNU_STACK: no executable stack
    file.put(dynamic.flip());
    file.position(symbols).put(table);
    // Without a relocation, the system calls the addresses as they are in the file.
    initializers.forEach(file::putLong);
    // One bucket: a chain from each symbol to the one before it.
    file.putInt(1).putInt(1 + functions.size()).putInt(functions.size()).putInt(0);
    for (int i = 0; i < functions.size(); i++) {
      file.putInt(i);
    }
    file.position(text).put(strings.toByteArray());
    file.position(sections + SECTION_HEADER); // the first is empty
    section(file, 6, DYNAMIC, dynamic.limit(), 3, 16); // SHT_DYNAMIC
    section(file, 11, symbols, table.limit(), 3, SYMBOL); // SHT_DYNSYM
    section(file, 3, text, strings.size(), 0, 0); // SHT_STRTAB
    return file.array();
  }

  private ByteBuffer symbols() {
    int size = SYMBOL * (1 + functions.size());
    ByteBuffer table = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN).position(SYMBOL);
    functions.forEach(
        (name, address) ->
            table
                .putInt(string(name))
                .put((byte) 0x12) // a global function
                .put((byte) 0)
                .putShort((short) 0xfff1) // SHN_ABS: the value is an address in the process
                .putLong(address)
                .putLong(0));
    return table.flip();
  }

  /** Read and written, at its offset in the file. */
  private static void segment(ByteBuffer file, int type, long start, long size) {
    file.putInt(type).putInt(6).putLong(start).putLong(start).putLong(start);
    file.putLong(size).putLong(size).putLong(type == 1 ? 0x10000 : 8);
  }

  private static void section(
      ByteBuffer file, int type, long start, long size, int link, long entrySize) {
    file.putInt(0).putInt(type).putLong(2).putLong(start).putLong(start).putLong(size);
    file.putInt(link).putInt(1).putLong(8).putLong(entrySize);
  }
}
