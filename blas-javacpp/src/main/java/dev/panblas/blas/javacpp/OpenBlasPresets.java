package dev.panblas.blas.javacpp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.SerialSection;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * The OpenBLAS that JavaCPP's presets call, and what it says of itself. The presets leave out
 * {@code openblas_*}; these functions are called through the Foreign Function and Memory API, in
 * the copy to which the presets' own library is bound.
 */
@SuppressWarnings("restricted") // the functions and their descriptors are OpenBLAS's own
final class OpenBlasPresets {

  private static final Pattern VERSION = Pattern.compile("^OpenBLAS (\\S+)");
  private static final Pattern MOST_THREADS = Pattern.compile("MAX_THREADS=(\\d+)");

  /**
   * Products of at most this many multiplications stay on the calling thread, whatever the number
   * of threads: {@code SMP_THRESHOLD_MIN * GEMM_MULTITHREAD_THRESHOLD} in OpenBLAS's gemm.
   */
  private static final long MOST_UNTHREADED = 65536 * 4;

  /** Ends a turn in the section of calls that must not run side by side. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  private static final Turn END = SerialSection.lock()::unlock;

  private static final FunctionDescriptor TEXT = FunctionDescriptor.of(ADDRESS);

  private final Optional<Path> file;
  private final MethodHandle getConfig;
  private final MethodHandle getCoreName;
  private final MethodHandle getThreads;
  private final MethodHandle setThreads;

  private OpenBlasPresets(Optional<Path> file, SymbolLookup symbols) throws NotReadyException {
    this.file = file;
    this.getConfig = function(symbols, "openblas_get_config", TEXT);
    this.getCoreName = function(symbols, "openblas_get_corename", TEXT);
    this.getThreads =
        function(symbols, "openblas_get_num_threads", FunctionDescriptor.of(JAVA_INT));
    this.setThreads =
        function(symbols, "openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
  }

  /**
   * Loads the presets, unless this has happened.
   *
   * @throws NotReadyException if there is no OpenBLAS behind the presets
   * @throws IOException if the cache for native libraries cannot be used
   * @throws LinkageError if the system cannot load a library
   */
  static synchronized OpenBlasPresets load() throws NotReadyException, IOException {
    PresetLibraries.load();
    Map<String, String> loaded = Loader.getLoadedLibraries();
    Optional<Path> bindings = file(loaded, PresetLibraries.BINDINGS);
    Optional<Path> openBlas = file(loaded, PresetLibraries.OPENBLAS);
    // The bindings' library resolves what it is bound to, except on Windows.
    SymbolLookup symbols =
        Stream.of(bindings, openBlas)
            .flatMap(Optional::stream)
            .map(path -> SymbolLookup.libraryLookup(path, Arena.global()))
            .reduce(name -> Optional.empty(), SymbolLookup::or);
    return new OpenBlasPresets(openBlas, symbols);
  }

  private static Optional<Path> file(Map<String, String> loaded, PresetLibraries library)
      throws IOException {
    String place = loaded.get(library.loadedName());
    // Of a library that the system has found JavaCPP knows the name only.
    return place != null && Files.exists(Path.of(place))
        ? Optional.of(Path.of(place).toRealPath())
        : Optional.empty();
  }

  private static MethodHandle function(
      SymbolLookup symbols, String name, FunctionDescriptor descriptor) throws NotReadyException {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(
                () ->
                    new NotReadyException(
                        "JavaCPP has not loaded OpenBLAS: there is no "
                            + name
                            + " in what it loaded",
                        "remove the system properties org.bytedeco.openblas.load,"
                            + " org.bytedeco.openblas_nolapack.load and"
                            + " org.bytedeco.javacpp.loadLibraries, if they are set",
                        null));
    return Linker.nativeLinker().downcallHandle(address, descriptor);
  }

  /** What it says of itself now. */
  LibraryInfo library() {
    return library(threads());
  }

  /** What it would say after {@link #setThreads}. */
  LibraryInfo libraryWith(int threads) {
    int most = found(MOST_THREADS, text(getConfig)).map(Integer::parseInt).orElse(threads);
    return library(Math.min(threads, most));
  }

  private LibraryInfo library(int threads) {
    String configuration = text(getConfig);
    return new LibraryInfo(
        "OpenBLAS",
        found(VERSION, configuration),
        file,
        Optional.of(configuration),
        Optional.of(text(getCoreName)),
        threads);
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * Waits until no other product is shared out over threads, if this one will be. OpenBLAS makes
   * those of one transposition variant take turns by itself, so this costs little; but up to 0.3.33
   * two of different variants race.
   *
   * @return to be closed after the product; null if it need not wait
   * @see <a href="https://github.com/OpenMathLib/OpenBLAS/issues/5836">OpenBLAS issue 5836</a>
   */
  @Nullable Turn turn(long multiplications) {
    if (multiplications <= MOST_UNTHREADED || threads() == 1) {
      return null;
    }
    SerialSection.lock().lock();
    return END;
  }

  private int threads() {
    try {
      return (int) getThreads.invokeExact();
    } catch (Throwable impossible) {
      throw failed(impossible);
    }
  }

  /** Sets how many threads a call may use, for the whole process. */
  void setThreads(int threads) {
    if (threads() == threads) {
      return;
    }
    SerialSection.lock().lock(); // not while a product is shared out over threads
    try {
      setThreads.invokeExact(threads);
    } catch (Throwable impossible) {
      throw failed(impossible);
    } finally {
      SerialSection.lock().unlock();
    }
  }

  private static String text(MethodHandle function) {
    try {
      MemorySegment text = (MemorySegment) function.invokeExact();
      return text.reinterpret(Long.MAX_VALUE).getString(0).strip();
    } catch (Throwable impossible) {
      throw failed(impossible);
    }
  }

  /** A C function throws nothing, but a method handle is declared to. */
  private static IllegalStateException failed(Throwable impossible) {
    return new IllegalStateException("a call of OpenBLAS failed", impossible);
  }
}
