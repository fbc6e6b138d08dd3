/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.blas.Blas;
import dev.panblas.netlib.testing.Child;
import dev.panblas.spi.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that install, each in a process of its own, on the Java of the tests and on that of
 * Maven.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc/self/maps")
class InstallTest {

  private static final String NOT = "false netlib does not use Panblas's library: ";
  private static final String BLAS = "dev.ludovic.netlib.blas.";
  private static final String LAPACK = "dev.ludovic.netlib.lapack.";

  /** A system may have a libblas.so.3 or liblapack.so.3, which netlib would use. */
  private static final String WITHOUT_NATIVE_BLAS = BLAS + "allowNative=false";

  private static final String WITHOUT_NATIVE_LAPACK = LAPACK + "allowNative=false";

  /** With the effort FULL, Breeze is called by 16 threads at once. */
  private static final List<String> CALLERS = List.of("-Dcallers=" + (Child.FULL ? 16 : 1));

  /** LAPACK in Java is slow. */
  private static final List<String> CALLERS_IN_JAVA =
      List.of("-Dcallers=" + (Child.FULL ? 16 : 1), "-Dmost=" + (Child.FULL ? 600 : 150));

  /** The OpenBLAS of Panblas. */
  private static Path library;

  @TempDir Path work;

  @BeforeAll
  static void unpack() throws Exception {
    List<Path> files = LibraryFiles.library();
    library = files.get(files.size() - 1);
  }

  @Test
  @DisplayName("Breeze's inv, det and \\ are native on small stacks, and equal to those of F2J")
  void breeze() throws Exception {
    // What the system has is not loaded.
    Map<String, String> system = Map.of("LD_LIBRARY_PATH", systemLibraries().toString());
    for (Child child :
        Child.onEachJava(
            system,
            CALLERS,
            NetlibProgram.class,
            "install",
            "workers",
            "use",
            "breeze",
            "arpack",
            "again",
            "spark",
            "maps")) {
      List<String> out = child.end();
      String installed = Child.value(out, "installed");
      assertTrue(installed.startsWith("true netlib uses OpenBLAS 0."), installed);
      assertTrue(installed.contains(" in " + library + " (core "), installed);
      assertTrue(installed.contains(", 1 thread) |  BLAS: this file, called by "), installed);
      assertTrue(installed.contains(" |  LAPACK: this file, called by "), installed);
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      assertEquals("JNILAPACK", Child.value(out, "lapack"));
      assertEquals("0", Child.value(out, "workers"), "a thread that the library started");
      Optional<Path> arpack = LibraryFiles.arpack();
      String said =
          arpack
              .map(file -> file + ", called by dev.ludovic.netlib.arpack.JNIARPACK")
              .orElse("there is no jar org.bytedeco:arpack-ng");
      assertTrue(installed.contains(" |  ARPACK: " + said), installed);
      assertEquals(arpack.isPresent() ? "JNIARPACK" : "F2jARPACK", Child.value(out, "arpack"));
      assertTrue(
          out.containsAll(List.of("breeze 150", "breeze 600", "eigenvalue found")), out::toString);
      assertEquals(installed, "true " + Child.value(out, "again"), "by another class loader");
      for (String api : List.of("ml", "mllib")) {
        String spark = Child.value(out, api);
        assertTrue(spark.startsWith("small calls on dev.ludovic.netlib.blas."), spark);
        assertTrue(spark.contains(", others on dev.ludovic.netlib.blas.JNIBLAS"), spark);
      }
      assertEquals(library.toString(), Child.value(out, "maps"));
    }
  }

  @Test
  @DisplayName("the library is the file that the backend panama opens and panblas backends shows")
  void libraryIsThatOfPanama() {
    Blas panama = Blas.open(Settings.defaults().withBackend("panama"));
    assertEquals(Optional.of(library), panama.library().file());
  }

  @Test
  void withMoreThreadsLapackIsLeftToJava() throws Exception {
    Map<String, String> threads = Map.of("PANBLAS_LIBRARY_THREADS", "2");
    for (Child child :
        Child.onOneJava(
            threads, CALLERS_IN_JAVA, NetlibProgram.class, "install", "use", "breeze", "maps")) {
      List<String> out = child.end();
      String installed = Child.value(out, "installed");
      assertTrue(installed.startsWith("true netlib uses OpenBLAS 0."), installed);
      assertTrue(installed.contains(", 2 threads) |  BLAS: this file"), installed);
      assertTrue(installed.contains("LAPACK: with 2 library threads OpenBLAS's"), installed);
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      assertEquals("F2jLAPACK", Child.value(out, "lapack"));
      assertEquals(library.toString(), Child.value(out, "maps"));
    }
  }

  @Test
  @DisplayName("each obstacle is named and changes nothing: without them the program installs")
  void obstacles() throws Exception {
    String deep = work + "/" + "a/".repeat(500);
    Files.createDirectories(Path.of(deep));
    List<String> arguments = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    obstacle(BLAS + "allowNative=false", BLAS + "allowNative is false", arguments, reasons);
    for (String other :
        List.of(
            BLAS + "nativeLibPath=/usr/lib/libblas.so.3",
            BLAS + "nativeLib=blas",
            LAPACK + "nativeLibPath=/usr/lib/liblapack.so.3",
            LAPACK + "nativeLib=lapack")) {
      obstacle(other, "-D" + other + " names another library for netlib", arguments, reasons);
    }
    obstacle("panblas.cache=" + deep, "cuts the path of a library at 1023", arguments, reasons);
    obstacle("panblas.library.threads=none", "must be a whole number >= 1", arguments, reasons);
    obstacle("panblas.library.threads=999", "must have the 999 threads of", arguments, reasons);
    obstacle("panblas.library=mkl", "panblas.library is the name mkl", arguments, reasons);
    obstacle("panblas.library=/none.so", "the library cannot be read", arguments, reasons);
    Path text = Files.writeString(work.resolve("text.so"), "no library, but long enough to be one");
    obstacle("panblas.library=" + text, text + " is not a shared library", arguments, reasons);
    Path gfortran = library.resolveSibling("libgfortran.so.5");
    obstacle("panblas.library=" + gfortran, "lacks 7", arguments, reasons);
    Path far = Files.copy(gfortran, Path.of(deep, "libgfortran.so.5"));
    obstacle("panblas.library=" + far, "name a file with a shorter path", arguments, reasons);
    arguments.addAll(List.of("install", "use", "maps"));
    for (Child child :
        Child.onEachJava(
            Map.of(), List.of(), NetlibProgram.class, arguments.toArray(String[]::new))) {
      List<String> out = child.end();
      List<String> said = out.stream().filter(line -> line.startsWith("installed ")).toList();
      assertEquals(reasons.size() + 1, said.size(), out::toString);
      for (int i = 0; i < reasons.size(); i++) {
        String line = said.get(i);
        assertTrue(line.startsWith("installed " + NOT), line);
        assertTrue(line.contains(reasons.get(i)), () -> line + "\n" + reasons);
        assertTrue(line.contains("; to fix it, "), line);
      }
      assertUnchanged(out, reasons.size());
      assertTrue(said.get(reasons.size()).startsWith("installed true"), out::toString);
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      assertEquals(library.toString(), Child.value(out, "maps"));
    }
  }

  private static void obstacle(
      String property, String reason, List<String> arguments, List<String> reasons) {
    arguments.addAll(
        List.of(
            property,
            "state",
            "install",
            "state",
            property.substring(0, property.indexOf('=') + 1)));
    reasons.add(reason);
  }

  /** Requires pairs of equal lines, from before and after a refused installation. */
  private static void assertUnchanged(List<String> out, int pairs) {
    List<String> states = out.stream().filter(line -> line.startsWith("state ")).toList();
    assertEquals(2 * pairs, states.size(), out::toString);
    for (int i = 0; i < states.size(); i += 2) {
      assertEquals(states.get(i), states.get(i + 1));
    }
  }

  @Test
  void aLibraryThatNetlibFoundBeforeIsReportedAndStays() throws Exception {
    Path other = systemLibraries();
    Map<String, String> system = Map.of("LD_LIBRARY_PATH", other.toString());
    for (Child child :
        Child.onOneJava(system, List.of(), NetlibProgram.class, "use", "install", "maps")) {
      List<String> out = child.end();
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      String installed = Child.value(out, "installed");
      assertTrue(installed.startsWith(NOT + "netlib's BLAS started before Panblas"), installed);
      assertTrue(installed.contains("calls the library that it found then"), installed);
      assertTrue(installed.contains("call PanblasNetlib.install() first"), installed);
      assertEquals(other.resolve("libblas.so.3").toString(), Child.value(out, "maps"));
    }
  }

  /** A folder with another BLAS and LAPACK, under the names that netlib looks for. */
  private Path systemLibraries() throws Exception {
    Path other = Files.createDirectory(work.resolve("other"));
    for (Path file : LibraryFiles.library()) {
      String name = file.getFileName().toString();
      Files.copy(file, other.resolve(name.replace("libopenblas.so.0", "libblas.so.3")));
    }
    Files.createSymbolicLink(other.resolve("liblapack.so.3"), Path.of("libblas.so.3"));
    return other;
  }

  @Test
  void anImplementationInJavaThatStartedBeforeIsReportedAndStays() throws Exception {
    Map<String, String> threads = Map.of("PANBLAS_LIBRARY_THREADS", "2");
    for (Child child :
        Child.onEachJava(
            threads,
            List.of(),
            NetlibProgram.class,
            WITHOUT_NATIVE_BLAS,
            WITHOUT_NATIVE_LAPACK,
            "use",
            BLAS + "allowNative=",
            LAPACK + "allowNative=",
            "state",
            "install",
            "state")) {
      List<String> out = child.end();
      String installed = Child.value(out, "installed");
      assertTrue(installed.startsWith(NOT + "netlib's BLAS started before Panblas"), installed);
      assertTrue(installed.contains(", and uses dev.ludovic.netlib.blas."), installed);
      assertFalse(Child.value(out, "blas").startsWith("JNI"), out::toString);
      assertUnchanged(out, 1);
    }
  }

  @Test
  void aLapackInJavaThatStartedBeforeStays() throws Exception {
    for (Child child :
        Child.onOneJava(
            Map.of(),
            List.of(),
            NetlibProgram.class,
            WITHOUT_NATIVE_LAPACK,
            "lapack",
            LAPACK + "allowNative=",
            "install",
            "use",
            "state")) {
      List<String> out = child.end();
      String installed = Child.value(out, "installed");
      assertTrue(installed.startsWith("true netlib uses OpenBLAS 0."), installed);
      assertTrue(installed.contains(" LAPACK: netlib's LAPACK started before Panblas"), installed);
      assertTrue(installed.contains(", and uses dev.ludovic.netlib.lapack."), installed);
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      assertEquals("F2jLAPACK", Child.value(out, "lapack"));
      assertFalse(Child.value(out, "state").contains(LAPACK), "no property of LAPACK is set");
    }
  }

  @Test
  @DisplayName("a native LAPACK that has started gets no threads, which would end the process")
  void noThreadsForALapackThatStartedBefore() throws Exception {
    List<String> options =
        List.of(
            "-D" + BLAS + "nativeLibPath=" + library, "-D" + LAPACK + "nativeLibPath=" + library);
    for (Child child :
        Child.onOneJava(
            Map.of("OPENBLAS_NUM_THREADS", "1"),
            options,
            NetlibProgram.class,
            "use",
            "panblas.library.threads=2",
            "state",
            "install",
            "state")) {
      List<String> out = child.end();
      assertEquals("JNILAPACK", Child.value(out, "lapack"));
      String installed = Child.value(out, "installed");
      assertTrue(installed.startsWith(NOT + "netlib's LAPACK started before Panblas"), installed);
      assertTrue(installed.contains(", and calls OpenBLAS, whose factorisations"), installed);
      assertUnchanged(out, 1);
    }
  }

  @Test
  @DisplayName("ARPACK, which needs libopenblas.so.0, is left to Java on a library of another name")
  void noSecondBlasForArpack() throws Exception {
    Path own = changedCopy("own", "libopenblas.so.0\0", "libopenblas.so.9\0");
    Path wide = changedCopy("wide", "DYNAMIC_ARCH", "USE64BITINT ");
    // Where the system finds the library that ARPACK needs.
    Map<String, String> system = Map.of("LD_LIBRARY_PATH", String.valueOf(library.getParent()));
    for (Child child :
        Child.onOneJava(
            system,
            List.of(),
            NetlibProgram.class,
            "panblas.library=" + wide,
            "install",
            "panblas.library=" + own,
            "install",
            "use",
            "maps")) {
      List<String> out = child.end();
      List<String> said = out.stream().filter(line -> line.startsWith("installed ")).toList();
      assertTrue(said.get(0).startsWith("installed " + NOT + wide + " has integers"), said.get(0));
      assertTrue(said.get(1).startsWith("installed true netlib uses OpenBLAS 0."), said.get(1));
      String arpack =
          LibraryFiles.arpack().isPresent()
              ? "the ARPACK of the jar needs libopenblas.so.0, but the library is " + own
              : "there is no jar org.bytedeco:arpack-ng";
      assertTrue(said.get(1).contains(" ARPACK: " + arpack), said.get(1));
      assertEquals("JNIBLAS", Child.value(out, "blas"));
      assertEquals("F2jARPACK", Child.value(out, "arpack"));
      assertTrue(out.contains("maps " + own), out::toString);
      assertFalse(out.contains("maps " + library), out::toString);
    }
  }

  /** A copy of the library, in a folder of its own, with another text of the same length. */
  private Path changedCopy(String name, String text, String other) throws Exception {
    Path folder = Files.createDirectory(work.resolve(name));
    for (Path file : LibraryFiles.library()) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
    Path copy = folder.resolve(library.getFileName());
    String bytes = Files.readString(copy, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains(text), text);
    Files.writeString(copy, bytes.replace(text, other), StandardCharsets.ISO_8859_1);
    return copy.toRealPath();
  }

  @Test
  void aTemporaryFolderThatNetlibCannotUseIsReported() throws Exception {
    Path none = work.resolve("none");
    List<String> options = List.of("-Djava.io.tmpdir=" + none);
    Path java = Child.javas().get(0);
    List<String> out =
        Child.start(java, Map.of(), List.of(), options, NetlibProgram.class, "install", "maps")
            .end();
    String installed = Child.value(out, "installed");
    assertTrue(installed.startsWith(NOT + "netlib cannot unpack its own code"), installed);
    assertTrue(installed.contains(none.toString()), installed);
    assertTrue(out.stream().noneMatch(line -> line.startsWith("maps ")), out::toString);
  }

  @Test
  void aTemporaryFolderThatIsMountedNoexecIsReported() throws Exception {
    Path mounted = Files.createDirectory(work.resolve("mounted"));
    String isRoot = System.getProperty("user.name").equals("root") ? "-m" : "-rm";
    String mount = "mount -t tmpfs -o mode=700,noexec tmpfs '" + mounted + "'";
    List<String> before = List.of("unshare", isRoot, "sh", "-c", mount + " && exec \"$@\"", "sh");
    assumeTrue(ends(before, "true"), "this system does not let the user mount a file system");
    Path java = Child.javas().get(0);
    List<String> options = List.of("-Djava.io.tmpdir=" + mounted);
    Child child = Child.start(java, Map.of(), before, options, NetlibProgram.class, "install");
    String installed = Child.value(child.end(), "installed");
    assertTrue(installed.startsWith(NOT + "netlib cannot load its own code"), installed);
    assertTrue(installed.contains(mounted + " is on a file system that is mounted noexec"));
  }

  /** Whether a command exists and ends with status 0. */
  private boolean ends(List<String> before, String command) throws Exception {
    List<String> words = new ArrayList<>(before);
    words.add(command);
    File output = work.resolve("output").toFile();
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchCommand) {
      return false;
    }
  }
}
