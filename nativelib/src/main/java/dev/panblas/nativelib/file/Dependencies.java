/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

  private static final Path MAPS = Path.of("/proc/self/maps");

  /** The end of a path to a library. */
  private static final Pattern LIBRARY = Pattern.compile("/[^/]*\\.so(\\.\\d+)*$");

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
      Map<String, List<Path>> mapped = mappedByName();
      Deque<Path> left = new ArrayDeque<>(List.of(library));
      Set<String> seen = new HashSet<>();
      while (!left.isEmpty()) {
        Path next = left.remove();
        if (!Collections.disjoint(Elf.imports(next), STARTING)) {
          return false;
        }
        for (String name : Elf.read(next).needed()) {
          if (RUN_TIME.stream().noneMatch(name::startsWith) && seen.add(name)) {
            if (!mapped.containsKey(name)) {
              return false;
            }
            left.addAll(mapped.get(name));
          }
        }
      }
      return true;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * Whether a library locks what its callers share.
   *
   * @param library its file
   * @return false also if the file cannot be read
   */
  public static boolean haveLocks(Path library) {
    try {
      return Elf.imports(library).contains("pthread_mutex_lock");
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** The libraries of this process by the name under which others need them. */
  private static Map<String, List<Path>> mappedByName() throws IOException {
    Map<String, List<Path>> byName = new HashMap<>();
    for (Path file : mapped()) {
      try {
        String name = Elf.read(file).name().orElse(file.getFileName().toString());
        byName.computeIfAbsent(name, none -> new ArrayList<>()).add(file);
      } catch (IOException noLibrary) {
        // Has no name. If it is needed nevertheless, the name is not found.
      }
    }
    return byName;
  }

  /**
   * The files in the memory of this process that have the name of a library. Needs Linux.
   *
   * @return their paths
   * @throws IOException if the system does not list them
   */
  public static List<Path> mapped() throws IOException {
    // A name that is not in UTF-8 must not be an error.
    String maps = new String(Files.readAllBytes(MAPS), StandardCharsets.UTF_8);
    return maps.lines()
        .filter(line -> LIBRARY.matcher(line).find())
        .map(line -> line.substring(line.indexOf('/')))
        .distinct()
        .flatMap(Dependencies::path)
        .toList();
  }

  /** A path; none if a name in this locale cannot be it. */
  static Stream<Path> path(String name) {
    try {
      return Stream.of(Path.of(name));
    } catch (InvalidPathException notInThisLocale) {
      return Stream.empty();
    }
  }
}
