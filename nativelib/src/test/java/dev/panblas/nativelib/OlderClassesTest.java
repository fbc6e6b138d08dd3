/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.panblas.nativelib.file.Elf;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packages that must run on an older Java, for programs that need neither core nor Java 25. */
class OlderClassesTest {

  @ParameterizedTest
  @CsvSource({
    "file,    61,",
    "symbol,  61,",
    "load,    61, dev/panblas/nativelib/file/",
    "foreign, 66, dev/panblas/nativelib/load/"
  })
  void classesAreForTheirVersionAndUseNoNewerPackage(String folder, int version, String other)
      throws IOException, URISyntaxException {
    Path classes =
        Path.of(Elf.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/panblas/nativelib/" + folder);
    List<Path> files;
    try (Stream<Path> all = Files.list(classes)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    assertFalse(files.isEmpty(), classes::toString);
    for (Path file : files) {
      ClassModel model = ClassFile.of().parse(file);
      assertEquals(version, model.majorVersion(), file::toString);
      model
          .constantPool()
          .forEach(
              entry -> {
                if (entry instanceof ClassEntry used) {
                  String name = used.asInternalName();
                  boolean allowed =
                      name.startsWith("dev/panblas/nativelib/" + folder + "/")
                          || (other != null && name.startsWith(other));
                  assertFalse(
                      name.startsWith("dev/panblas/") && !allowed, () -> file + " uses " + name);
                }
              });
    }
  }
}
