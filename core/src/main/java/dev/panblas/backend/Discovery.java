/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the backends. A backend that fails to load, or whose probe throws, does not affect the
 * others.
 */
final class Discovery {

  /** Limits the search: a broken registry could fail without end. */
  private static final int MOST_BROKEN_ENTRIES = 64;

  private Discovery() {}

  /** All candidates, highest priority first; equal priorities in the order of their names. */
  static List<Candidate> candidates(Settings settings) {
    Map<Class<?>, Candidate> found = new LinkedHashMap<>();
    Map<String, Candidate> unreadable = new LinkedHashMap<>();
    for (ServiceLoader<BlasProvider> registry : registries()) {
      search(registry, settings, found, unreadable);
    }
    Set<String> names = found.keySet().stream().map(Class::getName).collect(Collectors.toSet());
    return Stream.of(
            found.values(), unreadable.values(), UnregisteredBackends.besidesThisClass(names))
        .flatMap(Collection::stream)
        .sorted(
            Comparator.comparingInt(Candidate::priority).reversed().thenComparing(Candidate::name))
        .toList();
  }

  /**
   * The registries of backends. The module layer and the class loader of Panblas come first; they
   * are the same on every thread. The thread's context class loader may find more backends, none,
   * or those of another copy of Panblas.
   */
  private static List<ServiceLoader<BlasProvider>> registries() {
    List<ServiceLoader<BlasProvider>> registries = new ArrayList<>();
    ModuleLayer layer = Discovery.class.getModule().getLayer();
    if (layer != null) { // null on the class path
      registries.add(ServiceLoader.load(layer, BlasProvider.class));
    }
    registries.add(ServiceLoader.load(BlasProvider.class, Discovery.class.getClassLoader()));
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null && seesThisCopy(context)) {
      registries.add(ServiceLoader.load(BlasProvider.class, context));
    }
    return registries;
  }

  /** Whether the providers of a class loader are for this copy of Panblas. */
  private static boolean seesThisCopy(ClassLoader loader) {
    try {
      return Class.forName(BlasProvider.class.getName(), false, loader) == BlasProvider.class;
    } catch (ClassNotFoundException | LinkageError | RuntimeException closed) {
      return false;
    }
  }

  /** Adds the providers of a registry, each class once. */
  private static void search(
      ServiceLoader<BlasProvider> registry,
      Settings settings,
      Map<Class<?>, Candidate> found,
      Map<String, Candidate> unreadable) {
    Iterator<ServiceLoader.Provider<BlasProvider>> entries = registry.stream().iterator();
    int broken = 0;
    while (broken < MOST_BROKEN_ENTRIES) {
      try {
        if (!entries.hasNext()) {
          return;
        }
        ServiceLoader.Provider<BlasProvider> entry = entries.next();
        found.computeIfAbsent(entry.type(), type -> examine(type, entry, settings));
      } catch (ServiceConfigurationError | LinkageError | RuntimeException failed) {
        broken++;
        Optional<ForeignProvider> foreign = ForeignProvider.namedBy(failed);
        if (foreign.isPresent()) {
          found.computeIfAbsent(
              foreign.get().type(), type -> examine(type, foreign::get, settings));
        } else {
          unreadable.computeIfAbsent(failed.toString(), message -> unreadable(failed));
        }
      }
    }
  }

  private static Candidate unreadable(Throwable failed) {
    Availability answer = refused(failed);
    return new Candidate(
        "(unreadable)", 0, "an entry of the service registry", () -> answer, Optional.empty());
  }

  static Candidate examine(
      Class<?> type, Supplier<? extends BlasProvider> maker, Settings settings) {
    String origin = origin(type);
    BlasProvider provider;
    String name;
    int priority;
    try {
      provider = maker.get();
      name = Objects.requireNonNull(provider.name(), "name() is null");
      priority = provider.priority();
    } catch (Throwable failed) {
      Availability answer = refused(failed);
      return new Candidate(type.getName(), 0, origin, () -> answer, Optional.empty());
    }
    return new Candidate(
        name, priority, origin, () -> probe(provider, settings), Optional.of(provider));
  }

  private static Availability probe(BlasProvider provider, Settings settings) {
    try {
      return Objects.requireNonNull(provider.probe(settings), "probe() is null");
    } catch (Throwable failed) {
      return refused(failed);
    }
  }

  /** Turns what a provider throws into a result; errors of the JVM are rethrown. */
  private static Availability refused(Throwable failure) {
    if (failure instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Availability.Unavailable(
        "it failed with " + root,
        "check that its jar is complete and has the same version as the others",
        Optional.of(failure));
  }

  private static String origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location != null) {
      return location.getProtocol().equals("file")
          ? Path.of(URI.create(location.toString())).toString()
          : location.toString();
    }
    return type.getModule().isNamed()
        ? "module " + type.getModule().getName()
        : "an unknown location";
  }
}
