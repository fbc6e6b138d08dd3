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
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;

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
    List<Candidate> found = new ArrayList<>();
    Set<String> types = new HashSet<>();
    Iterator<ServiceLoader.Provider<BlasProvider>> entries =
        ServiceLoader.load(BlasProvider.class).stream().iterator();
    int broken = 0;
    while (broken < MOST_BROKEN_ENTRIES) {
      try {
        if (!entries.hasNext()) {
          break;
        }
        ServiceLoader.Provider<BlasProvider> entry = entries.next();
        types.add(entry.type().getName());
        found.add(examine(entry.type(), entry, settings));
      } catch (ServiceConfigurationError | LinkageError | RuntimeException unreadable) {
        broken++;
        Availability answer = refused(unreadable);
        found.add(
            new Candidate(
                "(unreadable)",
                0,
                "an entry of the service registry",
                () -> answer,
                Optional.empty()));
      }
    }
    found.addAll(UnregisteredBackends.besidesThisClass(types));
    found.sort(
        Comparator.comparingInt(Candidate::priority).reversed().thenComparing(Candidate::name));
    return List.copyOf(found);
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
