/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or applies google-java-format to the sources of all modules, of the build and of the
 * consumers. Arguments: {@code check} or {@code apply}, and the project's folder.
 */
class Format {
  private static final Formatter FORMATTER =
      new Formatter(JavaFormatterOptions.builder().reorderModifiers(true).build());

  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !List.of("check", "apply").contains(args[0])) {
      fail("the property 'format' must be 'check' or 'apply', but was '" + args[0] + "'");
    }
    Path root = Path.of(args[1]);
    boolean apply = args[0].equals("apply");
    List<String> different =
        sources(root).parallelStream()
            .filter(file -> isDifferent(file, apply))
            .map(file -> root.relativize(file).toString())
            .toList();
    if (apply) {
      different.forEach(name -> System.out.println("formatted " + name));
    } else if (!different.isEmpty()) {
      fail(
          "all sources must be formatted, but these are not:\n  "
              + String.join("\n  ", different)
              + "\nrun mvn -N verify -Dformat=apply");
    }
  }

  /** Whether a file is not formatted. If so, formats it if it is to be. */
  private static boolean isDifferent(Path file, boolean apply) {
    try {
      String source = Files.readString(file);
      String formatted =
          FORMATTER.formatSourceAndFixImports(RemoveUnusedImports.removeUnusedImports(source));
      if (apply && !formatted.equals(source)) {
        Files.writeString(file, formatted);
      }
      return !formatted.equals(source);
    } catch (FormatterException e) {
      fail(file + " cannot be formatted: " + e.getMessage());
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The .java files in build, dist and the src of each module, also in integrations, sorted. */
  private static List<Path> sources(Path root) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(root.resolve("build"), root.resolve("dist")));
    for (Path parent : List.of(root, root.resolve("integrations"))) {
      try (var modules =
          Files.newDirectoryStream(parent, module -> Files.exists(module.resolve("pom.xml")))) {
        modules.forEach(module -> folders.add(module.resolve("src")));
      }
    }
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".java")) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return files.stream().sorted().toList();
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }
}
