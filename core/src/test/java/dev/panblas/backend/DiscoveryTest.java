/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DiscoveryTest {

  private static final Settings SETTINGS = Settings.defaults().withThreads(1);

  private static Candidate examine(Supplier<? extends BlasProvider> maker) {
    return Discovery.examine(FakeProvider.class, maker, SETTINGS);
  }

  private static Availability.Unavailable requireUnavailable(Candidate candidate) {
    assertFalse(candidate.isReady());
    return (Availability.Unavailable) candidate.availability();
  }

  @Test
  void aReadyProviderIsACandidate() {
    FakeProvider provider = FakeProvider.ready("fine", 7);
    Candidate candidate = examine(() -> provider);
    assertTrue(candidate.isReady());
    assertEquals("fine", candidate.name());
    assertEquals(7, candidate.priority());
    assertSame(provider, candidate.provider().orElseThrow());
    assertTrue(Files.exists(Path.of(candidate.origin())), candidate::origin);
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("broken"),
        new NoClassDefFoundError("org/other/Library"),
        new UnsatisfiedLinkError("libx.so"),
        new ExceptionInInitializerError(new IllegalArgumentException("deep")),
        new AssertionError("symbol"));
  }

  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aProviderThatThrowsIsUnavailable(Throwable failure) {
    FakeProvider fine = FakeProvider.ready("fine", 7);
    Candidate withoutInstance =
        examine(
            () -> {
              throw thrown(failure);
            });
    Candidate withoutName =
        examine(
            () ->
                new Thrower(
                    () -> {
                      throw thrown(failure);
                    },
                    () -> 7,
                    () -> null));
    Candidate withoutPriority =
        examine(
            () ->
                new Thrower(
                    () -> "x",
                    () -> {
                      throw thrown(failure);
                    },
                    () -> null));
    Candidate withoutAvailability =
        examine(
            () ->
                new Thrower(
                    () -> "x",
                    () -> 7,
                    () -> {
                      throw thrown(failure);
                    }));
    for (Candidate unknown : List.of(withoutInstance, withoutName, withoutPriority)) {
      assertEquals(FakeProvider.class.getName(), unknown.name());
      assertTrue(unknown.provider().isEmpty());
    }
    assertEquals("x", withoutAvailability.name());
    assertEquals(7, withoutAvailability.priority());
    Throwable root = failure.getCause() == null ? failure : failure.getCause();
    for (Candidate candidate :
        List.of(withoutInstance, withoutName, withoutPriority, withoutAvailability)) {
      Availability.Unavailable why = requireUnavailable(candidate);
      assertEquals("it failed with " + root, why.reason());
      assertSame(failure, why.cause().orElseThrow());
    }
    assertTrue(examine(() -> fine).isReady());
  }

  @Test
  void aProviderThatReturnsNullIsUnavailable() {
    assertEquals(
        "it failed with java.lang.NullPointerException: name() is null",
        requireUnavailable(examine(() -> new Thrower(() -> null, () -> 7, () -> null))).reason());
    assertEquals(
        "it failed with java.lang.NullPointerException: probe() is null",
        requireUnavailable(examine(() -> new Thrower(() -> "x", () -> 7, () -> null))).reason());
  }

  @Test
  void anErrorOfTheJvmIsRethrown() {
    OutOfMemoryError failure = new OutOfMemoryError("test");
    assertSame(
        failure,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                examine(
                    () -> {
                      throw thrown(failure);
                    })));
  }

  private record Thrower(
      Supplier<String> names, Supplier<Integer> priorities, Supplier<Availability> answers)
      implements BlasProvider {

    @Override
    public String name() {
      return names.get();
    }

    @Override
    public int priority() {
      return priorities.get();
    }

    @Override
    public Availability probe(Settings settings) {
      return answers.get();
    }

    @Override
    public BlasKernels open(Settings settings) {
      throw new IllegalStateException("must not be opened");
    }
  }

  // ---- the service registry

  /** Ready. Constructed by the service loader, as are the providers below. */
  public static class Low implements BlasProvider {
    @Override
    public String name() {
      return "low";
    }

    @Override
    public int priority() {
      return 5;
    }

    @Override
    public Availability probe(Settings settings) {
      return new Availability.Ready(
          new LibraryInfo(
              name(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              OptionalInt.of(1)));
    }

    @Override
    public BlasKernels open(Settings settings) {
      throw new IllegalStateException("must not be opened");
    }
  }

  /** Ready, of higher priority. */
  public static final class High extends Low {
    @Override
    public String name() {
      return "high";
    }

    @Override
    public int priority() {
      return 500;
    }
  }

  /** Ready, of the same higher priority. */
  public static final class AlsoHigh extends Low {
    @Override
    public String name() {
      return "also-high";
    }

    @Override
    public int priority() {
      return 500;
    }
  }

  /** Its constructor fails. */
  public static final class Unconstructible extends Low {
    /** Always fails. */
    public Unconstructible() {
      throw new IllegalStateException("no");
    }
  }

  /** A class whose file is left out of the class path. */
  public static class Missing extends Low {}

  /** Cannot be loaded, because its superclass is missing. */
  public static final class Orphan extends Missing {}

  /** A class loader with its own copies of the providers above, except {@link Missing}. */
  private static URLClassLoader classPath(Path folder, List<String> registry) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(BlasProvider.class.getName()), registry);
    for (Class<?> type :
        List.of(Low.class, High.class, AlsoHigh.class, Unconstructible.class, Orphan.class)) {
      String name = type.getName().replace('.', '/') + ".class";
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream bytes = type.getModule().getResourceAsStream(name)) {
        Files.copy(bytes, file);
      }
    }
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, DiscoveryTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(DiscoveryTest.class.getName())) {
          return super.loadClass(name, resolve);
        }
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    };
  }

  @Test
  void brokenEntriesDoNotHideOthers(@TempDir Path folder) throws IOException {
    List<String> registry =
        Stream.of(
                Low.class.getName(),
                "dev.panblas.NoSuchProvider",
                Orphan.class.getName(),
                Unconstructible.class.getName(),
                High.class.getName(),
                AlsoHigh.class.getName())
            .toList();
    Set<String> reasons;
    List<String> ready;
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = classPath(folder, registry)) {
      Thread.currentThread().setContextClassLoader(loader);
      List<Candidate> candidates = Selection.candidates(SETTINGS);
      ready = candidates.stream().filter(Candidate::isReady).map(Candidate::name).toList();
      reasons = candidates.stream().map(DiscoveryTest::reason).collect(Collectors.toSet());
      assertEquals("high", Selection.make(SETTINGS.withBackend("high")).chosen().name());
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertEquals(List.of("also-high", "high", "low"), ready);
    assertEquals(
        Set.of(
            "also-high",
            "high",
            "low",
            "it failed with java.lang.IllegalStateException: no",
            "it failed with java.lang.ClassNotFoundException: " + Missing.class.getName(),
            "it failed with java.util.ServiceConfigurationError: dev.panblas.spi.BlasProvider:"
                + " Provider dev.panblas.NoSuchProvider not found"),
        reasons);
  }

  private static String reason(Candidate candidate) {
    return candidate.availability() instanceof Availability.Unavailable why
        ? why.reason()
        : candidate.name();
  }
}
