/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.backend.BackendUnavailableException;
import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.nativelib.cblas.CblasKernels;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import dev.panblas.spi.Threading;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class JavaCppProviderTest {

  private static final Settings SETTINGS = Settings.current().withBackend("javacpp");

  @Test
  void kernelsReturnTheSettingsThatTheyWereOpenedWith() {
    for (int threads : new int[] {1, 3}) {
      Settings settings =
          Settings.defaults().withBackend("javacpp").withThreads(threads).withCrossover(false);
      Blas blas = Blas.over(Selection.make(settings).open());
      assertEquals(settings, blas.settings());
      assertEquals(threads, blas.threads());
    }
  }

  @Test
  void reportsItsLibrary() {
    LibraryInfo library = Blas.open("javacpp").library();

    assertEquals("OpenBLAS", library.name());
    String version = library.version().orElseThrow();
    assertTrue(library.configuration().orElseThrow().startsWith("OpenBLAS " + version + " "));
    assertTrue(Files.isRegularFile(library.file().orElseThrow()));
    assertTrue(library.core().isPresent());
  }

  @Test
  void reportsTheVersionOfTheJar() throws IOException {
    String jar = Loader.getVersion("org.bytedeco", "openblas", openblas_nolapack.class);
    String library = Blas.open("javacpp").library().version().orElseThrow();
    assertTrue(jar.startsWith(library + "-"), () -> jar + " holds " + library);
  }

  @Test
  void theLibraryHasOneThreadWhateverTheThreadsOfPanblas() {
    for (int threads : new int[] {1, 2, 1}) {
      Selection selection = Selection.make(SETTINGS.withThreads(threads));
      Availability.Ready ready =
          assertInstanceOf(Availability.Ready.class, selection.chosen().availability());
      assertEquals(OptionalInt.of(1), ready.library().threads());
      BlasKernels kernels = selection.open();
      assertEquals(OptionalInt.of(1), kernels.library().threads());
      assertEquals(Threading.CALLING_THREAD, kernels.threading());
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void oneOpenBlasIsMapped() throws IOException {
    Path file = Blas.open("javacpp").library().file().orElseThrow();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      Set<String> mapped =
          maps.map(line -> line.substring(line.lastIndexOf(' ') + 1))
              .filter(path -> path.contains("/libopenblas"))
              .collect(Collectors.toSet());
      assertEquals(Set.of(file.toString()), mapped);
    }
  }

  @Test
  void aRequestedLibraryIsRefused() {
    BackendUnavailableException refused =
        assertThrows(
            BackendUnavailableException.class, () -> Selection.make(SETTINGS.withLibrary("blis")));
    assertTrue(refused.getMessage().contains("the program requests blis"), refused::getMessage);
    assertTrue(refused.getMessage().contains("panama"), refused::getMessage);
  }

  @Test
  void withoutJavaCppTheMessageSaysWhatToAdd() throws Exception {
    String described = messageWith(List.of());
    assertTrue(described.contains("JavaCPP's presets of OpenBLAS are missing"), described);
    assertTrue(described.contains("add org.bytedeco:openblas"), described);
  }

  @Test
  void withoutTheJarOfJavaCppTheMessageSaysWhatToAdd() throws Exception {
    String described = messageWith(List.of(openblas_nolapack.class));
    assertTrue(described.contains("JavaCPP's presets of OpenBLAS are missing"), described);
  }

  @Test
  void withoutNativeLibrariesTheMessageSaysWhatToAdd() throws Exception {
    String described = messageWith(List.of(Loader.class, openblas_nolapack.class));
    assertTrue(described.contains("native libraries of org.bytedeco:openblas"), described);
    assertTrue(
        described.contains(":" + Loader.getPlatform() + " and org.bytedeco:javacpp:"), described);
  }

  /**
   * The error message in a program whose class path consists of the jars of Panblas and the given
   * classes.
   */
  private static String messageWith(List<Class<?>> jars) throws Exception {
    List<URL> path = new ArrayList<>();
    path.add(location(Blas.class));
    path.add(location(CblasKernels.class));
    path.add(location(JavaCppProvider.class));
    for (Class<?> type : jars) {
      path.add(location(type));
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // No parent loader: it would find the classes in this test's modules.
    try (URLClassLoader loader = new URLClassLoader(path.toArray(URL[]::new), null)) {
      thread.setContextClassLoader(loader);
      Class<?> blas = loader.loadClass(Blas.class.getName());
      InvocationTargetException refused =
          assertThrows(
              InvocationTargetException.class,
              () -> blas.getMethod("open", String.class).invoke(null, "javacpp"),
              () -> "with " + path);
      return refused.getCause().getMessage();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL location(Class<?> type) throws Exception {
    // Path.toUri adds the slash that a class loader needs after a folder.
    URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    return Path.of(location).toUri().toURL();
  }
}
