/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Imports of the JVM's own libraries. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has ELF files")
class DependenciesTest {

  private static Path mapped(String name) throws IOException {
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains("/" + name))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " is not mapped"));
    }
  }

  @Test
  void readsNamesAndImports() throws IOException {
    Elf jvm = Elf.read(mapped("libjvm.so"));
    assertEquals(Optional.of("libjvm.so"), jvm.name());
    assertTrue(jvm.needed().contains("libc.so.6"), jvm.needed()::toString);
    Set<String> imports = Elf.imports(mapped("libjvm.so"));
    assertTrue(imports.contains("pthread_create"));
    assertFalse(imports.contains("JNI_CreateJavaVM"), "it has that function itself");
  }

  @Test
  void aLibraryThatOnlyComputesIsSingleThreaded() throws IOException {
    assertTrue(Dependencies.areSingleThreaded(mapped("libm.so")));
  }

  @Test
  void aLibraryThatNeedsOneWithThreadsIsNot() throws IOException {
    Path image = mapped("libjimage.so");
    Elf elf = Elf.read(image);
    assertTrue(elf.needed().contains("libjvm.so"), elf.needed()::toString);
    assertFalse(Elf.imports(image).stream().anyMatch(Set.of("pthread_create", "dlopen")::contains));
    assertFalse(Dependencies.areSingleThreaded(image));
  }

  @Test
  void otherMappedFilesDoNotMatter(@TempDir Path folder) throws IOException {
    Path software = Files.createDirectory(folder.resolve(".software"));
    for (String name : List.of("data", "libtext.so", "libtext.so.2")) {
      Path file = Files.writeString(software.resolve(name), "not a library");
      try (FileChannel channel = FileChannel.open(file)) {
        MemorySegment mapped =
            channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.global());
        assertEquals('n', mapped.get(ValueLayout.JAVA_BYTE, 0));
      }
      assertTrue(Dependencies.areSingleThreaded(mapped("libm.so")), name);
    }
  }

  /** A table of more bytes than the file has must not be allocated. */
  @Test
  void aDamagedSizeIsAnIoException(@TempDir Path folder) throws IOException {
    byte[] library = Files.readAllBytes(mapped("libm.so"));
    ByteBuffer bytes = ByteBuffer.wrap(library).order(ByteOrder.LITTLE_ENDIAN);
    int sections = Math.toIntExact(bytes.getLong(40));
    for (int i = 0; i < bytes.getShort(60); i++) {
      bytes.putLong(sections + 64 * i + 32, Integer.MAX_VALUE);
    }
    Path damaged = Files.write(folder.resolve("libdamaged.so"), library);
    assertThrows(IOException.class, () -> Elf.read(damaged));
    assertThrows(IOException.class, () -> Elf.imports(damaged));
  }

  @Test
  void aFileThatCannotBeReadIsNotKnown(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("libtext.so"), "INPUT(libopenblas.so.0)\n");
    assertThrows(IOException.class, () -> Elf.read(text));
    assertFalse(Dependencies.areSingleThreaded(text));
    assertFalse(Dependencies.areSingleThreaded(folder.resolve("none")));
  }
}
