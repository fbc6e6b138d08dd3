/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.vendor.OpenBlas;
import dev.panblas.spi.Settings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * When products of OpenBLAS run one at a time, on a fake whose gemm ends when the test releases it.
 */
class SerialKernelsTest {

  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  /** An operand of a product that OpenBLAS would divide over its threads. */
  private final Matrix large = Matrix.allocate(Precision.DOUBLE, 65, 65);

  private final Library library = new Library("OpenBLAS 0.3.31 MAX_THREADS=64");

  /** The functions of OpenBLAS that Panblas calls, with a gemm that waits for the test. */
  private static final class Library implements NativeFunctions {

    private final String configuration;
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore end = new Semaphore(0);
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
      begun.release();
      end.acquireUninterruptibly();
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
    return CblasKernels.on(library, new OpenBlas(library, true), Optional.empty(), true);
  }

  private Thread multiply(CblasKernels kernels) {
    Matrix c = Matrix.allocate(Precision.DOUBLE, 65, 65);
    return Thread.ofPlatform().start(() -> kernels.gemm(1, large, large, 0, c));
  }

  private void requireBegun() throws InterruptedException {
    assertTrue(library.begun.tryAcquire(10, TimeUnit.SECONDS), "no product began");
  }

  private void finish(Thread... threads) throws InterruptedException {
    library.end.release(threads.length); // one may be left over
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void withOneThreadProductsRunConcurrentlyWithoutALock() throws Exception {
    CblasKernels kernels = on(library).open(Settings.defaults().withLibraryCheck(false));
    Thread first = multiply(kernels);
    Thread second = multiply(kernels);
    requireBegun();
    requireBegun();
    finish(first, second);
  }

  @Test
  void withLibraryThreadsProductsRunOneAtATime() throws Exception {
    CblasKernels kernels =
        on(library).open(Settings.defaults().withLibraryThreads(2).withLibraryCheck(false));
    assertEquals(2, library.threads);
    requireOneAtATime(kernels);
  }

  /** By the program, or by a copy of Panblas in another class loader. */
  @Test
  void whileOthersGiveTheLibraryThreadsProductsRunOneAtATime() throws Exception {
    CblasKernels kernels = on(library).open(Settings.defaults().withLibraryCheck(false));
    library.threads = 2;
    requireOneAtATime(kernels);
  }

  private void requireOneAtATime(CblasKernels kernels) throws InterruptedException {
    Thread first = multiply(kernels);
    requireBegun();
    Thread second = multiply(kernels);
    while (second.getState() != Thread.State.BLOCKED) {
      assertEquals(0, library.begun.availablePermits(), "a product did not wait");
      Thread.onSpinWait();
    }
    library.end.release();
    requireBegun();
    finish(first, second);
  }

  @Test
  void aReleaseWithoutTheRaceDoesNotWait() throws Exception {
    Library fixed = new Library("OpenBLAS 0.3.34 MAX_THREADS=64");
    CblasKernels kernels =
        on(fixed).open(Settings.defaults().withLibraryThreads(2).withLibraryCheck(false));
    assertEquals(CblasKernels.class, kernels.getClass());
    assertEquals(2, fixed.threads);
  }
}
