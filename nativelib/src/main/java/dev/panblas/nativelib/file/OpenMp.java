/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The OpenMP run times that a library needs, itself or through others. Files are looked for as the
 * system's loader does, except that of its own folders only that of the C library is known: what
 * lies in others is not followed.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/ld.so.8.html">ld.so</a>
 */
public final class OpenMp {

  /** Those of GCC, LLVM and Intel. Python packages put a checksum in the name. */
  private static final Pattern RUN_TIME = Pattern.compile("lib(gomp|omp|iomp5)[-.].*");

  private final List<Path> searched = folders(System.getenv("LD_LIBRARY_PATH"));
  private final List<Path> system;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, String> found = new LinkedHashMap<>();

  private OpenMp(List<Path> system) {
    this.system = system;
  }

  /**
   * The OpenMP run times of a library.
   *
   * @param library its file
   * @return the name of each run time and what to load: its file, or its name if only the system
   *     knows the file
   */
  public static Map<String, String> neededBy(Path library) {
    OpenMp search = new OpenMp(systemFolder().stream().toList());
    search.visit(library, List.of());
    return search.found;
  }

  private static Optional<Path> systemFolder() {
    try {
      return Dependencies.mapped().stream()
          .filter(file -> file.getFileName().toString().startsWith("libc.so"))
          .map(Path::getParent)
          .filter(Objects::nonNull)
          .findFirst();
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  private static List<Path> folders(@Nullable String path) {
    return path == null
        ? List.of()
        : Stream.of(path.split("[:;]"))
            .filter(name -> !name.isEmpty())
            .flatMap(Dependencies::path)
            .toList();
  }

  /**
   * Follows a library.
   *
   * @param inherited the folders of the libraries that need it, its own excepted
   */
  private void visit(Path library, List<Path> inherited) {
    Elf elf;
    try {
      elf = Elf.read(library);
    } catch (IOException noLibrary) {
      return; // the loader refuses it
    }
    List<Path> runPath = beside(library, elf.runPath());
    List<Path> own =
        runPath.isEmpty() ? joined(beside(library, elf.rPath()), inherited) : inherited;
    List<Path> folders = joined(joined(runPath.isEmpty() ? own : List.of(), searched), runPath);
    for (String name : elf.needed()) {
      if (!seen.add(name)) {
        continue;
      }
      if (RUN_TIME.matcher(name).matches()) {
        found.put(name, file(name, folders).map(Path::toString).orElse(name));
      } else {
        file(name, joined(folders, system)).ifPresent(next -> visit(next, own));
      }
    }
  }

  private static List<Path> beside(Path library, List<String> folders) {
    String origin = Objects.toString(library.toAbsolutePath().getParent(), File.separator);
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> folder.replace("${ORIGIN}", origin).replace("$ORIGIN", origin))
        .flatMap(Dependencies::path)
        .toList();
  }

  private static List<Path> joined(List<Path> first, List<Path> second) {
    List<Path> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static Optional<Path> file(String name, List<Path> folders) {
    return folders.stream()
        .flatMap(folder -> Dependencies.path(folder + File.separator + name))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
