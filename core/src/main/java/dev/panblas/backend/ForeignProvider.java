/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The provider of another copy of Panblas. Both a class loader and its parent may hold Panblas. If
 * only the parent has a backend, the backend's service file names a class that implements the
 * parent's SPI. Such a provider cannot be used, but a report lists it with the reason.
 *
 * @param type the provider's class
 * @param name its name
 * @param priority its priority
 */
record ForeignProvider(Class<?> type, String name, int priority) implements BlasProvider {

  /** Only the message of {@link java.util.ServiceLoader} contains the name of the class. */
  private static final Pattern NOT_A_SUBTYPE = Pattern.compile(".*: (\\S+) not a subtype");

  /** The provider that the service loader refused; empty if it failed for another reason. */
  static Optional<ForeignProvider> namedBy(Throwable failed) {
    Matcher message = NOT_A_SUBTYPE.matcher(String.valueOf(failed.getMessage()));
    if (!message.matches()) {
      return Optional.empty();
    }
    try {
      Class<?> type = Class.forName(message.group(1));
      if (!implementsForeignSpi(type)) {
        return Optional.empty();
      }
      Object provider = type.getConstructor().newInstance();
      return Optional.of(
          new ForeignProvider(
              type,
              (String) type.getMethod("name").invoke(provider),
              (int) type.getMethod("priority").invoke(provider)));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException unusable) {
      return Optional.empty();
    }
  }

  /** Whether a class that does not implement {@link BlasProvider} implements one of that name. */
  private static boolean implementsForeignSpi(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> implemented : c.getInterfaces()) {
        if (implemented.getName().equals(BlasProvider.class.getName())) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public Availability probe(Settings settings) {
    return new Availability.Unavailable(
        "it belongs to another copy of Panblas, of a parent class loader",
        "add its jar to the class loader that holds this copy of Panblas, or use one copy",
        Optional.empty());
  }

  @Override
  public BlasKernels open(Settings settings) {
    throw new IllegalStateException("a provider of another copy of Panblas must not be opened");
  }
}
