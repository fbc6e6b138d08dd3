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
  void aProviderAnswersForItself() {
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
  void whateverItThrowsIsAnAnswer(Throwable failure) {
    FakeProvider fine = FakeProvider.ready("fine", 7);
    Candidate unmade =
        examine(
            () -> {
              throw thrown(failure);
            });
    Candidate nameless =
        examine(
            () ->
                new Thrower(
                    () -> {
                      throw thrown(failure);
                    },
                    () -> 7,
                    () -> null));
    Candidate unranked =
        examine(
            () ->
                new Thrower(
                    () -> "x",
                    () -> {
                      throw thrown(failure);
                    },
                    () -> null));
    Candidate unprobed =
        examine(
            () ->
                new Thrower(
                    () -> "x",
                    () -> 7,
                    () -> {
                      throw thrown(failure);
                    }));
    for (Candidate unknown : List.of(unmade, nameless, unranked)) {
      assertEquals(FakeProvider.class.getName(), unknown.name());
      assertTrue(unknown.provider().isEmpty());
    }
    assertEquals("x", unprobed.name());
    assertEquals(7, unprobed.priority());
    Throwable root = failure.getCause() == null ? failure : failure.getCause();
    for (Candidate candidate : List.of(unmade, nameless, unranked, unprobed)) {
      Availability.Unavailable why = requireUnavailable(candidate);
      assertEquals("it failed with " + root, why.reason());
      assertSame(failure, why.cause().orElseThrow());
    }
    assertTrue(examine(() -> fine).isReady());
  }

  @Test
  void anAnswerOfNullIsAFailureToo() {
    assertEquals(
        "it failed with java.lang.NullPointerException: name() is null",
        requireUnavailable(examine(() -> new Thrower(() -> null, () -> 7, () -> null))).reason());
    assertEquals(
        "it failed with java.lang.NullPointerException: probe() is null",
        requireUnavailable(examine(() -> new Thrower(() -> "x", () -> 7, () -> null))).reason());
  }

  @Test
  void whatTheMachineThrowsIsNotHidden() {
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
      Supplier<String> called, Supplier<Integer> ranked, Supplier<Availability> probed)
      implements BlasProvider {

    @Override
    public String name() {
      return called.get();
    }

    @Override
    public int priority() {
      return ranked.get();
    }

    @Override
    public Availability probe(Settings settings) {
      return probed.get();
    }

    @Override
    public BlasKernels open(Settings settings) {
      throw new IllegalStateException("not to be opened");
    }
  }

  // ---- the service registry of a class path

  /** Ready. Made by the service loader, as the ones below. */
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
              name(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1));
    }

    @Override
    public BlasKernels open(Settings settings) {
      throw new IllegalStateException("not to be opened");
    }
  }

  /** Ready, and better. */
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

  /** As good as the better one. */
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

  /** Cannot be made. */
  public static final class Unmakable extends Low {
    /** Always fails. */
    public Unmakable() {
      throw new IllegalStateException("no");
    }
  }

  /** What a class is missing when its jar is not there. */
  public static class Missing extends Low {}

  /** Cannot be loaded when the class that it extends is missing. */
  public static final class Orphan extends Missing {}

  /**
   * A class path of its own, which holds copies of the providers above, but not {@link Missing}.
   */
  private static URLClassLoader classPath(Path folder, List<String> registry) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(BlasProvider.class.getName()), registry);
    for (Class<?> type :
        List.of(Low.class, High.class, AlsoHigh.class, Unmakable.class, Orphan.class)) {
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
  void brokenEntriesHideNoOther(@TempDir Path folder) throws IOException {
    List<String> registry =
        Stream.of(
                Low.class.getName(),
                "dev.panblas.NoSuchProvider",
                Orphan.class.getName(),
                Unmakable.class.getName(),
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
