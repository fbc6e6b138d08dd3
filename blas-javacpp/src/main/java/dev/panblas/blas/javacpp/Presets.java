/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.DynamicLoader;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.cblas.CblasKernels;
import dev.panblas.nativelib.cblas.LibraryOpening;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.symbol.CType;
import dev.panblas.nativelib.vendor.OpenBlas;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.jspecify.annotations.Nullable;

/**
 * The functions of JavaCPP's presets, called through JNI. Operands are not copied; each call
 * allocates a pointer object of 56 bytes for each operand.
 *
 * <p>JNI does not keep arenas open: if another thread closed a shared arena during a call, the call
 * would access freed memory, which may end the JVM. A call with an operand that another thread can
 * close therefore goes to the same function of the same copy of OpenBLAS through the Foreign
 * Function and Memory API; closing the arena then throws an exception. Functions {@code
 * openblas_*}, which the presets do not contain, are called in the same way.
 */
final class Presets implements NativeFunctions {

  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private static @Nullable CblasKernels kernels;

  private final Set<String> bound =
      Arrays.stream(openblas_nolapack.class.getMethods())
          .map(Method::getName)
          .collect(Collectors.toSet());

  private final SymbolLookup symbols;

  private Presets(SymbolLookup symbols) {
    this.symbols = symbols;
  }

  /**
   * Loads the presets on the first call and returns their kernels.
   *
   * @throws UnusableLibraryException if a native library is missing, damaged or cannot be loaded
   */
  static synchronized CblasKernels open(Settings settings) throws UnusableLibraryException {
    if (kernels == null) {
      kernels = LibraryOpening.run(() -> load(settings));
    }
    return kernels;
  }

  private static CblasKernels load(Settings settings) throws UnusableLibraryException {
    boolean isNew = PresetLibraries.load(settings);
    Map<String, String> loaded = Loader.getLoadedLibraries();
    Optional<Path> bindings = file(loaded, PresetLibraries.BINDINGS);
    Optional<Path> openBlas = file(loaded, PresetLibraries.OPENBLAS);
    // A lookup in the bindings also finds the symbols of OpenBLAS, except on Windows.
    SymbolLookup symbols =
        Stream.of(bindings, openBlas)
            .flatMap(Optional::stream)
            .map(DynamicLoader::loaded)
            .reduce(name -> Optional.empty(), SymbolLookup::or);
    Presets presets = new Presets(symbols);
    return CblasKernels.on(presets, new OpenBlas(presets, false), openBlas, isNew);
  }

  private static Optional<Path> file(Map<String, String> loaded, String name)
      throws UnusableLibraryException {
    String location = loaded.get(name);
    // For a library that the system has found, JavaCPP has only the name.
    if (location == null || !Files.exists(Path.of(location))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(location).toRealPath());
    } catch (IOException unreadable) {
      throw new UnusableLibraryException(
          location + " cannot be read (" + unreadable + ")", "make it readable", unreadable);
    }
  }

  @Override
  public boolean has(String name) {
    return bound.contains(name);
  }

  @Override
  public MethodHandle bind(CFunction declaration) throws UnusableLibraryException {
    String name = declaration.name();
    MemorySegment inOpenBlas = symbols.find(name).orElseThrow(() -> missing(name));
    MethodHandle holding = Downcalls.handle(inOpenBlas, declaration);
    return has(name) ? Closable.choose(holding, throughJni(declaration)) : holding;
  }

  private static MethodHandle throughJni(CFunction declaration) {
    String name = declaration.name();
    MethodType type = Downcalls.methodType(declaration);
    boolean single = declaration.parameters().contains(CType.FLOAT_POINTER);
    Class<?> pointer = single ? FloatPointer.class : DoublePointer.class;
    Class<?> address = single ? FloatAddress.class : DoubleAddress.class;
    try {
      MethodHandle pointTo =
          HERE.findConstructor(address, MethodType.methodType(void.class, MemorySegment.class))
              .asType(MethodType.methodType(pointer, MemorySegment.class));
      // JavaCPP returns an index as long.
      Class<?> result = type.returnType() == int.class ? long.class : type.returnType();
      MethodType declared = type.changeReturnType(result);
      for (int i = 0; i < type.parameterCount(); i++) {
        if (type.parameterType(i) == MemorySegment.class) {
          declared = declared.changeParameterType(i, pointer);
        }
      }
      MethodHandle function = HERE.findStatic(openblas_nolapack.class, name, declared);
      for (int i = 0; i < type.parameterCount(); i++) {
        if (type.parameterType(i) == MemorySegment.class) {
          function = MethodHandles.filterArguments(function, i, pointTo);
        }
      }
      return MethodHandles.explicitCastArguments(function, type);
    } catch (ReflectiveOperationException another) {
      throw new LinkageError("JavaCPP's presets declare " + name + " with other types", another);
    }
  }

  @Override
  public UnusableLibraryException missing(String name) {
    return new UnusableLibraryException(
        "JavaCPP has not loaded OpenBLAS: no loaded library has a function " + name,
        "remove the system properties org.bytedeco.openblas.load,"
            + " org.bytedeco.openblas_nolapack.load and"
            + " org.bytedeco.javacpp.loadLibraries, if they are set");
  }
}
