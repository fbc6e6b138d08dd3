/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.cblas.CblasKernels;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * When products run one at a time, on a fake OpenBLAS whose gemm ends when the test releases it.
 */
class OpenBlasTest {

  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  /** An operand of a product that OpenBLAS would divide over its threads. */
  private final Matrix large = Matrix.allocate(Precision.DOUBLE, 65, 65);

  private final Library library = new Library("OpenBLAS 0.3.31 MAX_THREADS=64");

  /** The functions of OpenBLAS that Panblas calls, with a gemm that waits for the test. */
  private static final class Library implements NativeFunctions {

    private final String configuration;
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore end = new Semaphore(0);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile int threads = 1;

    Library(String configuration) {
      this.configuration = configuration;
    }

    @Override
    public boolean has(String name) {
      return true;
    }

    @SuppressWarnings("unused") // by bind
    private MemorySegment configuration() {
      return Arena.ofAuto().allocateFrom(configuration);
    }

    @SuppressWarnings("unused") // by bind
    private int threads() {
      return threads;
    }

    @SuppressWarnings("unused") // by bind
    private void setThreads(int threads) {
      this.threads = threads;
    }

    @SuppressWarnings("unused") // by bind
    private void gemm() {
      int before = threads;
      begun.release();
      end.acquireUninterruptibly();
      seen.add(before + " to " + threads);
    }

    @Override
    public MethodHandle bind(CFunction declaration) {
      String name = declaration.name();
      MethodType type = Downcalls.methodType(declaration);
      String method =
          switch (name) {
            case "openblas_get_config", "openblas_get_corename" -> "configuration";
            case "openblas_get_num_threads", "openblas_get_parallel" -> "threads";
            case "openblas_set_num_threads" -> "setThreads";
            default -> "gemm";
          };
      boolean isGemm = method.equals("gemm");
      try {
        MethodHandle function =
            HERE.findVirtual(
                    Library.class, method, isGemm ? MethodType.methodType(void.class) : type)
                .bindTo(this);
        return isGemm ? MethodHandles.dropArguments(function, 0, type.parameterList()) : function;
      } catch (ReflectiveOperationException impossible) {
        throw new LinkageError(method + " has another type", impossible);
      }
    }

    @Override
    public UnusableLibraryException missing(String name) {
      return new UnusableLibraryException("no " + name, "name another library");
    }
  }

  private static CblasKernels on(Library library) throws UnusableLibraryException {
    return CblasKernels.on(library, new OpenBlas(library), Optional.empty());
  }

  private static Settings settings(int threads) {
    return Settings.defaults().withThreads(threads);
  }

  private Thread multiply(CblasKernels kernels) {
    Matrix c = Matrix.allocate(Precision.DOUBLE, 65, 65);
    return Thread.ofPlatform().start(() -> kernels.gemm(1, large, large, 0, c));
  }

  private void requireBegun() throws InterruptedException {
    assertTrue(library.begun.tryAcquire(10, TimeUnit.SECONDS), "no product began");
  }

  private void requireNoneBegins() throws InterruptedException {
    assertFalse(library.begun.tryAcquire(50, TimeUnit.MILLISECONDS), "a product did not wait");
  }

  private void finish(Thread... threads) throws InterruptedException {
    library.end.release(threads.length);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void withOneThreadProductsRunConcurrently() throws Exception {
    CblasKernels kernels = on(library);
    Thread first = multiply(kernels);
    Thread second = multiply(kernels);
    requireBegun();
    requireBegun();
    finish(first, second);
    assertEquals(List.of("1 to 1", "1 to 1"), library.seen);
  }

  @Test
  void theThreadCountDoesNotChangeWhileAProductRuns() throws Exception {
    CblasKernels kernels = on(library);
    Thread first = multiply(kernels);
    requireBegun();
    CblasKernels another = on(library);
    Thread raising = Thread.ofPlatform().start(() -> another.open(settings(2)));
    raising.join(50);
    finish(first);
    raising.join();
    assertEquals(List.of("1 to 1"), library.seen);
    assertEquals(2, library.threads);

    Thread second = multiply(kernels);
    requireBegun();
    Thread third = multiply(kernels);
    requireNoneBegins();
    Thread lowering = Thread.ofPlatform().start(() -> kernels.open(settings(1)));
    lowering.join(50);
    assertEquals(2, library.threads);
    finish(second, third);
    lowering.join();
    assertEquals(1, library.threads);
  }

  @Test
  void productsThatWaitedForAHigherThreadCountRunOneAtATime() throws Exception {
    CblasKernels kernels = on(library);
    Thread first;
    Thread second;
    try (var _ = SerialSection.enter()) { // as setThreads does
      first = multiply(kernels);
      second = multiply(kernels);
      requireNoneBegins();
      library.threads = 2;
    }
    requireBegun();
    requireNoneBegins();
    finish(first, second);
    assertEquals(List.of("2 to 2", "2 to 2"), library.seen);
  }

  @Test
  void aReleaseWithoutTheRaceDoesNotWait() throws Exception {
    Library fixed = new Library("OpenBLAS 0.3.34 MAX_THREADS=64");
    fixed.threads = 2;
    fixed.end.release();
    CblasKernels kernels = on(fixed);
    try (var _ = SerialSection.enter()) {
      Thread product = multiply(kernels);
      assertTrue(product.join(Duration.ofSeconds(10)), "a product waited");
    }
    assertEquals(List.of("2 to 2"), fixed.seen);
  }
}
