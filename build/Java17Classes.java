/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles packages of a module for Java 17 and replaces the classes that Maven compiled. Maven's
 * compiler plugin cannot do this: it includes the module descriptor, which needs a newer Java.
 *
 * <p>Arguments: the module's source folder, its folder of classes, the class path, and the
 * packages' folders.
 */
final class Java17Classes {

  private Java17Classes() {}

  public static void main(String[] args) throws IOException {
    Path sources = Path.of(args[0]);
    List<Path> files = new ArrayList<>();
    for (String folder : List.of(args).subList(3, args.length)) {
      try (Stream<Path> found = Files.list(sources.resolve(folder))) {
        found.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    // A folder of its own: the folder of classes contains the module descriptor.
    Path classes = Path.of(args[1]);
    Path compiled = classes.resolveSibling("classes-java-17");
    deleteClasses(compiled);
    Files.createDirectories(compiled);
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "--release",
              "17",
              "-Xlint:all",
              "-Werror",
              "-proc:none",
              "-d",
              compiled.toString(),
              "--class-path",
              args[2]);
      if (!compiler
          .getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call()) {
        System.exit(1);
      }
    }
    try (Stream<Path> all = Files.walk(compiled)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            classes.resolve(compiled.relativize(file).toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Deletes the class files of an earlier build, whose sources may be gone. */
  private static void deleteClasses(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
