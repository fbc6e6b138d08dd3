/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.panblas.backend.DiscoveryTest.High;
import dev.panblas.backend.DiscoveryTest.Low;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.ModuleDesc;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.AccessFlag;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which backends a copy of Panblas finds in class loaders and module layers. */
class ClassLoadersTest {

  /** Not the platform loader, which finds the classes in this test's modules. */
  private static final @Nullable ClassLoader BOOT = null;

  @TempDir Path work;

  @Test
  void backendsAreFoundFromEveryThread() throws Exception {
    try (URLClassLoader plugin = loader(BOOT, core(), backends(Low.class, High.class));
        URLClassLoader another = loader(BOOT, core(), backends(Low.class))) {
      URLClassLoader closed = loader(BOOT, core(), backends(High.class));
      closed.close();
      List<String> both = List.of("high: ready", "low: ready");
      assertEquals(both, candidates(plugin, plugin));
      assertEquals(both, candidates(plugin, ClassLoader.getPlatformClassLoader()));
      assertEquals(both, candidates(plugin, null));
      assertEquals(both, candidates(plugin, ClassLoader.getSystemClassLoader()));
      assertEquals(both, candidates(plugin, another), "another copy of Panblas");
      assertEquals(both, candidates(plugin, closed), "a stopped application");
      assertEquals(both, candidates(plugin, new Refusing()), "a loader that throws");
      assertEquals(both, CompletableFuture.supplyAsync(() -> found(plugin)).get());
    }
  }

  @Test
  void theContextClassLoaderAddsBackends() throws Exception {
    try (URLClassLoader shared = loader(BOOT, core(), backends(Low.class));
        URLClassLoader application = loader(shared, backends(High.class))) {
      assertEquals(List.of("low: ready"), candidates(shared, shared));
      assertEquals(List.of("high: ready", "low: ready"), candidates(shared, application));
    }
  }

  @Test
  void aBackendOfAParentsCopyOfPanblasIsListedWithTheReason() throws Exception {
    try (URLClassLoader shared = loader(BOOT, core(), backends(Low.class, High.class));
        URLClassLoader application = new ChildFirst(shared, core(), backends(Low.class))) {
      String foreign =
          "high: not ready, it belongs to another copy of Panblas, of a parent class loader";
      assertEquals(List.of(foreign, "low: ready"), candidates(application, application));
      assertEquals(List.of(foreign, "low: ready"), candidates(application, null));
      assertEquals(List.of("high: ready", "low: ready"), candidates(shared, application));
    }
  }

  @Test
  void backendsAreFoundInTheModuleLayerOfPanblas() throws Exception {
    ModuleFinder modules = ModuleFinder.of(core(), backendModule());
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolveAndBind(modules, ModuleFinder.of(), Set.of("dev.panblas.core"));
    ModuleLayer layer = ModuleLayer.boot().defineModulesWithManyLoaders(configuration, BOOT);
    ClassLoader panblas = layer.findLoader("dev.panblas.core");
    assertNotEquals(panblas, layer.findLoader("org.example.backend"));
    for (ClassLoader context : Arrays.asList(panblas, new Refusing(), null)) {
      assertEquals(
          List.of("org.example.backend.Provider: not ready"),
          candidates(panblas, context).stream()
              .map(line -> line.substring(0, line.indexOf(',')))
              .toList());
    }
  }

  /** A stopped application's loader in some servers. */
  private static final class Refusing extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) {
      throw new IllegalStateException("stopped");
    }
  }

  /** The loader of a web application: it asks its parent last. */
  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(ClassLoader parent, Path... folders) {
      super(urls(folders), parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        try {
          return findClass(name);
        } catch (ClassNotFoundException inParent) {
          return super.loadClass(name, resolve);
        }
      }
    }
  }

  /** The lines of a loader's copy of Panblas, on a thread with a context class loader. */
  private static List<String> candidates(ClassLoader copy, @Nullable ClassLoader context)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(context);
    try {
      return found(copy);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static List<String> found(ClassLoader copy) {
    return reflectively(
        () -> {
          Class<?> settings = copy.loadClass(Settings.class.getName());
          Object defaults = settings.getMethod("defaults").invoke(null);
          List<?> candidates =
              (List<?>)
                  copy.loadClass(Selection.class.getName())
                      .getMethod("candidates", settings)
                      .invoke(null, defaults);
          Class<?> type = copy.loadClass(Candidate.class.getName());
          Stream.Builder<String> lines = Stream.builder();
          for (Object candidate : candidates) {
            String line = (String) type.getMethod("describe").invoke(candidate);
            lines.add(line.replaceFirst("(: ready),.*| \\(backend loaded.*", "$1"));
          }
          return lines.build().toList();
        });
  }

  private static <T> T reflectively(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception failed) {
      throw new CompletionException(failed);
    }
  }

  private static URLClassLoader loader(@Nullable ClassLoader parent, Path... folders) {
    return new URLClassLoader(urls(folders), parent);
  }

  private static URL[] urls(Path... folders) {
    return Stream.of(folders)
        .map(folder -> reflectively(() -> folder.toUri().toURL()))
        .toArray(URL[]::new);
  }

  private static Path core() throws Exception {
    return Path.of(Selection.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** A folder with backends and their service file. */
  private Path backends(Class<?>... types) throws IOException {
    Path folder = Files.createTempDirectory(work, "backends");
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(
        services.resolve(BlasProvider.class.getName()),
        Stream.of(types).map(Class::getName).toList());
    Stream.concat(Stream.of(Low.class), Stream.of(types))
        .distinct()
        .forEach(type -> copy(type, folder));
    return folder;
  }

  private static void copy(Class<?> type, Path folder) {
    String name = type.getName().replace('.', '/') + ".class";
    Path file = folder.resolve(name);
    try (InputStream bytes = type.getModule().getResourceAsStream(name)) {
      Files.createDirectories(file.getParent());
      Files.copy(bytes, file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** A module with a backend whose methods are missing. */
  private Path backendModule() throws IOException {
    ClassDesc spi = ClassDesc.of(BlasProvider.class.getName());
    ClassDesc provider = ClassDesc.of("org.example.backend.Provider");
    Path module = work.resolve("module");
    Path folder = Files.createDirectories(module.resolve("org/example/backend"));
    ClassFile.of()
        .buildModuleTo(
            module.resolve("module-info.class"),
            ModuleAttribute.of(
                ModuleDesc.of("org.example.backend"),
                info ->
                    info.requires(ModuleDesc.of("java.base"), ClassFile.ACC_MANDATED, null)
                        .requires(ModuleDesc.of("dev.panblas.core"), 0, null)
                        .provides(spi, provider)));
    ClassFile.of()
        .buildTo(
            folder.resolve("Provider.class"),
            provider,
            type ->
                type.withFlags(AccessFlag.PUBLIC)
                    .withInterfaceSymbols(spi)
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        ClassFile.ACC_PUBLIC,
                        code ->
                            code.aload(0)
                                .invokespecial(
                                    ConstantDescs.CD_Object,
                                    ConstantDescs.INIT_NAME,
                                    ConstantDescs.MTD_void)
                                .return_()));
    return module;
  }
}
