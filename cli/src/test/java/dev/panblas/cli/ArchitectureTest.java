/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.panblas.cli";

  /** The packages that each package uses. No command's package is used by another command. */
  private static final Map<String, Set<String>> USES =
      Map.of(
          ROOT,
          Set.of(".shared", ".samples", ".backends", ".encode", ".train", ".verify"),
          ROOT + ".encode",
          Set.of(".shared", ".data", ".samples", ".model", ".chart"),
          ROOT + ".model",
          Set.of(".shared", ".samples"),
          ROOT + ".backends",
          Set.of(".shared"),
          ROOT + ".train",
          Set.of(".shared", ".data", ".samples", ".model", ".chart"),
          ROOT + ".verify",
          Set.of(".shared"),
          ROOT + ".samples",
          Set.of(".shared", ".data"),
          ROOT + ".data",
          Set.of(".shared"),
          ROOT + ".shared",
          Set.of(),
          ROOT + ".chart",
          Set.of());

  /** A name in a class file, such as {@code Ldev/panblas/cli/shared/Json;}. */
  private static final Pattern CLASS = Pattern.compile("dev/panblas/cli((?:/[a-z]+)*)/[A-Z]");

  @Test
  void eachPackageUsesOnlyItsDependencies() throws IOException {
    Map<String, Set<String>> expected = new TreeMap<>();
    USES.forEach(
        (name, used) -> {
          Set<String> all = new TreeSet<>(Set.of(name));
          used.forEach(suffix -> all.add(ROOT + suffix));
          expected.put(name, all);
        });
    assertEquals(expected, usedPackages());
  }

  private static Map<String, Set<String>> usedPackages() throws IOException {
    Map<String, Set<String>> used = new TreeMap<>();
    Path classes = Path.of("target", "classes");
    try (Stream<Path> files = Files.walk(classes)) {
      List<Path> compiled =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !file.toString().endsWith("-info.class"))
              .toList();
      assertTrue(compiled.size() > 40, compiled::toString);
      for (Path file : compiled) {
        String name = classes.relativize(file.getParent()).toString().replace('\\', '.');
        Set<String> packages =
            used.computeIfAbsent(name.replace('/', '.'), each -> new TreeSet<>());
        for (PoolEntry entry : ClassFile.of().parse(file).constantPool()) {
          if (entry instanceof Utf8Entry text) {
            Matcher classNames = CLASS.matcher(text.stringValue());
            while (classNames.find()) {
              packages.add(ROOT + classNames.group(1).replace('/', '.'));
            }
          }
        }
      }
    }
    return used;
  }

  /** The command must run without the modules of the benchmarks. */
  @Test
  void requiresNeitherBenchmarksNorJmh() {
    Set<String> required = new TreeSet<>();
    addRequired(ROOT, required);
    assertTrue(required.contains("dev.panblas.core"), required::toString);
    List<String> unwanted = new ArrayList<>(required);
    unwanted.removeIf(name -> !name.matches("dev\\.panblas\\.bench|jmh.*"));
    assertEquals(List.of(), unwanted);
  }

  private static void addRequired(String name, Set<String> required) {
    if (!required.add(name)) {
      return;
    }
    Optional<ModuleDescriptor> module =
        ModuleLayer.boot().findModule(name).map(Module::getDescriptor);
    module.stream()
        .flatMap(descriptor -> descriptor.requires().stream())
        .filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC))
        .forEach(requires -> addRequired(requires.name(), required));
  }
}
