/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The interfaces of {@code dev.ludovic.netlib}: their properties, the Fortran functions that they
 * call, and how they start. Netlib's classes are used by name, because a class loader of the
 * program may hold them.
 */
enum NetlibApi {
  BLAS,
  LAPACK,
  ARPACK;

  /** The functions that netlib 3.2.0 calls, for a program whose netlib cannot be found. */
  private static final String LIST = "symbols.txt";

  private final String lower = name().toLowerCase(Locale.ROOT);

  /**
   * A property of netlib.
   *
   * @param name {@code allowNative}, {@code nativeLibPath} or {@code nativeLib}
   */
  String property(String name) {
    return "dev.ludovic.netlib." + lower + "." + name;
  }

  /** The class of netlib with a given simple name. */
  String className(String simple) {
    return "dev.ludovic.netlib." + lower + "." + simple;
  }

  /** The start of the name of the small library that netlib unpacks and loads. */
  String smallLibrary() {
    return "libnetlib" + lower + "jni";
  }

  /** The class loader that finds netlib: that of Panblas, otherwise the thread's context. */
  Optional<ClassLoader> loader() {
    String resource = resource("InstanceBuilder");
    return Stream.of(
            NetlibApi.class.getClassLoader(), Thread.currentThread().getContextClassLoader())
        .filter(Objects::nonNull)
        .filter(loader -> loader.getResource(resource) != null)
        .findFirst();
  }

  private String resource(String simple) {
    return className(simple).replace('.', '/') + ".class";
  }

  /**
   * The Fortran functions that this interface calls: the native methods, without the K at the end
   * of their names, whose functions the small library looks up. Their names are in it. Some methods
   * have no function in any library and only throw.
   *
   * @return those of netlib 3.2.0 if netlib cannot be found
   * @throws UnusableLibraryException if netlib has no small library for this platform
   */
  Set<String> symbols() throws UnusableLibraryException {
    Optional<ClassLoader> loader = loader();
    if (loader.isEmpty()) {
      return listed();
    }
    Set<String> names = names(read(loader.get(), small()));
    try {
      Class<?> jni = Class.forName(className("JNI" + name()), false, loader.get());
      return Arrays.stream(jni.getDeclaredMethods())
          .filter(method -> Modifier.isNative(method.getModifiers()))
          .map(method -> method.getName().replaceFirst("K$", "") + "_")
          .filter(names::contains)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (ClassNotFoundException | LinkageError incomplete) {
      throw new UnusableLibraryException(
          "netlib's classes are incomplete (" + incomplete + ")",
          "add all jars that dev.ludovic.netlib depends on",
          incomplete);
    }
  }

  /** The resource that netlib unpacks on this platform. */
  private String small() {
    String system = System.getProperty("os.name");
    String extension = ".so";
    if (system.equals("Mac OS X")) {
      system = "macos";
      extension = ".dylib";
    } else if (system.startsWith("Windows")) {
      system = "windows";
      extension = ".dll";
    }
    return "resources/native/"
        + system
        + "-"
        + System.getProperty("os.arch")
        + "/"
        + smallLibrary()
        + extension;
  }

  static byte[] read(ClassLoader loader, String resource) throws UnusableLibraryException {
    try (InputStream in = loader.getResourceAsStream(resource)) {
      if (in == null) {
        throw new UnusableLibraryException(
            "netlib has no native code for this platform: there is no " + resource,
            "use a version of netlib that has it");
      }
      return in.readAllBytes();
    } catch (IOException damaged) {
      throw new UnusableLibraryException(
          "the jar of netlib must be readable, but " + resource + " is not (" + damaged + ")",
          "download that jar again",
          damaged);
    }
  }

  /**
   * All endings of the words that end with an underscore and a zero byte. A linker stores a name
   * that ends another one only once.
   */
  private static Set<String> names(byte[] library) {
    String text = new String(library, StandardCharsets.ISO_8859_1);
    Set<String> names = new HashSet<>();
    for (int end = text.indexOf("_\0"); end >= 0; end = text.indexOf("_\0", end + 1)) {
      for (int start = end - 1; start >= 0 && isPartOfName(text.charAt(start)); start--) {
        names.add(text.substring(start, end + 1));
      }
    }
    return names;
  }

  private static boolean isPartOfName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** The list is generated: a test compares it with netlib. */
  Set<String> listed() throws UnusableLibraryException {
    try (InputStream in = Objects.requireNonNull(NetlibApi.class.getResourceAsStream(LIST));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.startsWith(name() + " "))
          .map(line -> line.substring(name().length() + 1))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException | UncheckedIOException damaged) {
      throw new UnusableLibraryException(
          "the jar of panblas-netlib must be readable, but " + LIST + " is not (" + damaged + ")",
          "download that jar again",
          damaged);
    }
  }

  /**
   * Whether this version of netlib reads {@code allowNative}, which 3.0 does not. True if netlib
   * cannot be found.
   */
  boolean readsAllowNative() throws UnusableLibraryException {
    Optional<ClassLoader> loader = loader();
    if (loader.isEmpty()) {
      return true;
    }
    byte[] builder = read(loader.get(), resource("InstanceBuilder"));
    return new String(builder, StandardCharsets.ISO_8859_1).contains(property("allowNative"));
  }

  /**
   * Starts this interface, if it has not started, and returns the class that implements it. Netlib
   * must be found.
   */
  Class<?> start() throws UnusableLibraryException {
    try {
      Method instance =
          Class.forName(className(name()), true, loader().orElseThrow()).getMethod("getInstance");
      return instance.invoke(null).getClass();
    } catch (ReflectiveOperationException | LinkageError failed) {
      throw new UnusableLibraryException(
          "netlib cannot start its " + name() + " (" + failed + ")",
          "add all jars that dev.ludovic.netlib depends on",
          failed);
    }
  }
}
