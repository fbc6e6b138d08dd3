package dev.panblas.blas.panama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.panblas.spi.SerialSection;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a library offers beside CBLAS: a name and a version, and the number of threads. Each does so
 * in its own way, and is told by the functions that it alone has, since a file's name proves
 * nothing. This class serves those that offer nothing.
 */
sealed class Vendor {

  private final SymbolLookup symbols;
  private final String name;

  private Vendor(SymbolLookup symbols, String name) {
    this.symbols = symbols;
    this.name = name;
  }

  static Vendor of(SymbolLookup symbols, String fileName) {
    if (symbols.find("openblas_get_config").isPresent()) {
      return new OpenBlas(symbols);
    }
    if (symbols.find("bli_info_get_version_str").isPresent()) {
      return new Blis(symbols);
    }
    return new Vendor(symbols, symbols.find("ATL_buildinfo").isPresent() ? "ATLAS" : fileName);
  }

  final String name() {
    return name;
  }

  Optional<String> version() {
    return Optional.empty();
  }

  Optional<String> configuration() {
    return Optional.empty();
  }

  /** The processor family for which it chose its kernels. */
  Optional<String> core() {
    return Optional.empty();
  }

  /** How many threads a call may use now. */
  int threads() {
    return 1;
  }

  /** Sets that for the whole process, if the library lets itself be told. */
  void setThreads(int threads) {}

  /** How many it would be after {@link #setThreads}. */
  int threadsFor(int threads) {
    return 1;
  }

  /** Whether multi-threaded level-3 calls at the same time give wrong results. */
  boolean racesWhenThreaded() {
    return false;
  }

  final MethodHandle function(String name, FunctionDescriptor descriptor) {
    return Downcalls.handle(Library.find(symbols, name), descriptor);
  }

  final String text(String name) {
    MethodHandle function = function(name, FunctionDescriptor.of(ADDRESS));
    try {
      return Downcalls.string((MemorySegment) function.invokeExact());
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /** OpenBLAS. Thread counts are C's {@code int}. */
  private static final class OpenBlas extends Vendor {

    private static final Pattern VERSION = Pattern.compile("OpenBLAS (\\d+)\\.(\\d+)\\.(\\d+)\\S*");
    private static final Pattern MOST_THREADS = Pattern.compile("MAX_THREADS=(\\d+)");

    private final MethodHandle getThreads;
    private final MethodHandle setThreads;
    private final String configuration;
    private final boolean threaded;
    private final boolean races;

    OpenBlas(SymbolLookup symbols) {
      super(symbols, "OpenBLAS");
      getThreads = function("openblas_get_num_threads", FunctionDescriptor.of(JAVA_INT));
      setThreads = function("openblas_set_num_threads", FunctionDescriptor.ofVoid(JAVA_INT));
      configuration = text("openblas_get_config").strip();
      threaded = integer(function("openblas_get_parallel", FunctionDescriptor.of(JAVA_INT))) != 0;
      Matcher version = VERSION.matcher(configuration);
      races =
          version.lookingAt()
              && version.group(1).equals("0")
              && version.group(2).equals("3")
              && isRacing(Integer.parseInt(version.group(3)));
    }

    /**
     * From 0.3.30 on, threads of one level-3 call may take another call's packed operands for
     * theirs; 0.3.34 mended it.
     *
     * @see <a href="https://github.com/OpenMathLib/OpenBLAS/issues/5836">OpenBLAS issue 5836</a>
     */
    private static boolean isRacing(int release) {
      return release >= 30 && release <= 33;
    }

    @Override
    Optional<String> version() {
      Matcher version = VERSION.matcher(configuration);
      return version.lookingAt()
          ? Optional.of(version.group().substring("OpenBLAS ".length()))
          : Optional.empty();
    }

    @Override
    Optional<String> configuration() {
      return Optional.of(configuration);
    }

    @Override
    Optional<String> core() {
      return Optional.of(text("openblas_get_corename"));
    }

    @Override
    int threads() {
      return integer(getThreads);
    }

    private static int integer(MethodHandle function) {
      try {
        return (int) function.invokeExact();
      } catch (Throwable thrown) {
        throw Downcalls.rethrow(thrown);
      }
    }

    @Override
    void setThreads(int threads) {
      if (threads() == threads) {
        return;
      }
      SerialSection.lock().lock(); // not while a product is shared out over threads
      try {
        setThreads.invokeExact(threads);
      } catch (Throwable thrown) {
        throw Downcalls.rethrow(thrown);
      } finally {
        SerialSection.lock().unlock();
      }
    }

    @Override
    int threadsFor(int threads) {
      Matcher most = MOST_THREADS.matcher(configuration);
      return !threaded
          ? 1
          : most.find() ? Math.min(threads, Integer.parseInt(most.group(1))) : threads;
    }

    @Override
    boolean racesWhenThreaded() {
      return races;
    }
  }

  /** BLIS. Thread counts are its {@code dim_t}, 64 bits wide. */
  private static final class Blis extends Vendor {

    private static final FunctionDescriptor INTEGER = FunctionDescriptor.of(JAVA_LONG);

    private final MethodHandle getThreads;
    private final MethodHandle setThreads;
    private final boolean threaded;

    Blis(SymbolLookup symbols) {
      super(symbols, "BLIS");
      getThreads = function("bli_thread_get_num_threads", INTEGER);
      setThreads = function("bli_thread_set_num_threads", FunctionDescriptor.ofVoid(JAVA_LONG));
      threaded = integer(function("bli_info_get_enable_threading", INTEGER)) != 0;
    }

    /** Also right where BLIS was built with 32-bit integers. */
    private static int integer(MethodHandle function) {
      try {
        return (int) (long) function.invokeExact();
      } catch (Throwable thrown) {
        throw Downcalls.rethrow(thrown);
      }
    }

    @Override
    Optional<String> version() {
      return Optional.of(text("bli_info_get_version_str"));
    }

    @Override
    Optional<String> core() {
      MethodHandle query = function("bli_arch_query_id", FunctionDescriptor.of(JAVA_INT));
      MethodHandle string = function("bli_arch_string", FunctionDescriptor.of(ADDRESS, JAVA_INT));
      try {
        int core = (int) query.invokeExact();
        return Optional.of(Downcalls.string((MemorySegment) string.invokeExact(core)));
      } catch (Throwable thrown) {
        throw Downcalls.rethrow(thrown);
      }
    }

    @Override
    int threads() {
      return Math.max(1, integer(getThreads)); // -1 says that none were asked for
    }

    @Override
    void setThreads(int threads) {
      try {
        setThreads.invokeExact((long) threads);
      } catch (Throwable thrown) {
        throw Downcalls.rethrow(thrown);
      }
    }

    @Override
    int threadsFor(int threads) {
      return threaded ? threads : 1;
    }
  }
}
