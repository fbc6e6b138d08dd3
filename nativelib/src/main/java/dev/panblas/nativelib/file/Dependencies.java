/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a loaded library and the libraries that it needs may do. */
public final class Dependencies {

  /** Functions that start threads, and the one that loads libraries which nobody lists. */
  private static final Set<String> STARTING =
      Set.of("pthread_create", "thrd_create", "GOMP_parallel", "__kmpc_fork_call", "dlopen");

  /** The C and Fortran run-time libraries, which start threads only when a library asks for it. */
  private static final List<String> RUN_TIME =
      List.of(
          "libc.so",
          "libm.so",
          "libmvec.so",
          "libpthread.so",
          "libdl.so",
          "librt.so",
          "ld-linux",
          "libgcc_s.so",
          "libgfortran.so",
          "libquadmath.so");

  private Dependencies() {}

  /**
   * Whether a loaded library cannot start threads: neither it nor what it needs, the run-time
   * libraries of C and Fortran apart, imports a function that does.
   *
   * @param library the file of a library that is loaded in this process
   * @return false also if a file cannot be found or read
   */
  public static boolean areSingleThreaded(Path library) {
    if (Platform.CURRENT.system() != Platform.OperatingSystem.LINUX) {
      return false;
    }
    try {
      Map<String, Elf> loaded = loaded();
      Deque<Elf> left = new ArrayDeque<>(List.of(Elf.read(library)));
      Set<String> seen = new HashSet<>();
      while (!left.isEmpty()) {
        Elf next = left.remove();
        if (!Collections.disjoint(next.imports(), STARTING)) {
          return false;
        }
        for (String name : next.needed()) {
          if (RUN_TIME.stream().noneMatch(name::startsWith) && seen.add(name)) {
            if (!loaded.containsKey(name)) {
              return false;
            }
            left.add(loaded.get(name));
          }
        }
      }
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The libraries of this process by the name under which others need them. */
  private static Map<String, Elf> loaded() throws IOException {
    List<Path> files;
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      files =
          maps.filter(line -> line.contains(".so"))
              .map(line -> Path.of(line.substring(line.indexOf('/'))))
              .distinct()
              .filter(Files::isRegularFile)
              .toList();
    }
    Map<String, Elf> loaded = new HashMap<>();
    for (Path file : files) {
      Elf elf = Elf.read(file);
      loaded.put(elf.name().orElse(file.getFileName().toString()), elf);
    }
    return loaded;
  }
}
