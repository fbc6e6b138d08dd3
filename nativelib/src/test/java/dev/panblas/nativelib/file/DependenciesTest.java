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
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertTrue(jvm.imports().contains("pthread_create"));
    assertFalse(jvm.imports().contains("JNI_CreateJavaVM"), "it has that function itself");
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
    assertFalse(elf.imports().stream().anyMatch(Set.of("pthread_create", "dlopen")::contains));
    assertFalse(Dependencies.areSingleThreaded(image));
  }

  @Test
  void aFileThatCannotBeReadIsNotKnown(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("libtext.so"), "INPUT(libopenblas.so.0)\n");
    assertThrows(IOException.class, () -> Elf.read(text));
    assertFalse(Dependencies.areSingleThreaded(text));
    assertFalse(Dependencies.areSingleThreaded(folder.resolve("none")));
  }
}
