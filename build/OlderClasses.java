/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import java.io.File;
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
 * Compiles packages of a module for older versions of Java and replaces the classes that Maven
 * compiled. Maven's compiler plugin cannot do this: it includes the module descriptor, which needs
 * a newer Java.
 *
 * <p>Arguments: the module's source folder, its folder of classes, the class path, and for each
 * version its number and the packages' folders, separated by commas: {@code 17=one,two}. A package
 * may use those of the versions before its own.
 */
final class OlderClasses {

  private OlderClasses() {}

  public static void main(String[] args) throws IOException {
    // A folder of its own: the folder of classes contains the module descriptor.
    Path classes = Path.of(args[1]);
    Path compiled = classes.resolveSibling("older-classes");
    deleteClasses(compiled);
    Files.createDirectories(compiled);
    for (String version : List.of(args).subList(3, args.length)) {
      String[] parts = version.split("=", 2);
      compile(parts[0], Path.of(args[0]), parts[1].split(","), args[2], compiled);
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

  private static void compile(
      String version, Path sources, String[] folders, String classPath, Path compiled)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> found = Files.list(sources.resolve(folder))) {
        found.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "--release",
              version,
              "-Xlint:all",
              "-Werror",
              "-proc:none",
              "-d",
              compiled.toString(),
              "--class-path",
              classPath + File.pathSeparator + compiled);
      if (!compiler
          .getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
          .call()) {
        System.exit(1);
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
