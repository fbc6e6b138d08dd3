/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does zeroed memory take time at its allocation or at its first write? Times an arena, C's calloc,
 * the Java heap and reused memory, each with and without a write to every page.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@State(Scope.Benchmark)
public class AllocationBench {

  private static final int PAGE = 4096;

  private static final MethodHandle CALLOC =
      handle(
          "calloc",
          FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle FREE =
      handle("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

  /** The number of doubles: by default the 10,000 x 64 of a layer of activations. */
  @Param("640000")
  public int elements;

  private MemorySegment workspace;

  /** Created by JMH, which sets the parameters and calls {@link #prepare}. */
  public AllocationBench() {}

  @SuppressWarnings("restricted") // the forks are granted native access
  private static MethodHandle handle(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }

  /** Allocates the reused workspace and checks that new memory is zero. */
  @Setup
  public void prepare() {
    workspace = Arena.ofAuto().allocate(bytes(), PAGE);
    MemorySegment cleared = calloc();
    boolean isZero = cleared.mismatch(workspace) == -1;
    free(cleared);
    if (!isZero) {
      throw new IllegalStateException("memory of calloc must be zero, but is not");
    }
    ForkReport.writeWithoutLibrary();
  }

  private long bytes() {
    return (long) elements * Double.BYTES;
  }

  @SuppressWarnings("restricted")
  private MemorySegment calloc() {
    try {
      MemorySegment memory =
          (MemorySegment) CALLOC.invokeExact((long) elements, (long) Double.BYTES);
      if (memory.address() == 0) {
        throw new OutOfMemoryError("calloc returned null for " + elements + " doubles");
      }
      return memory.reinterpret(bytes());
    } catch (Throwable failure) {
      throw new IllegalStateException("calloc failed", failure);
    }
  }

  private static void free(MemorySegment memory) {
    try {
      FREE.invokeExact(memory);
    } catch (Throwable failure) {
      throw new IllegalStateException("free failed", failure);
    }
  }

  private static void touch(MemorySegment memory) {
    for (long page = 0; page < memory.byteSize(); page += PAGE) {
      memory.set(ValueLayout.JAVA_BYTE, page, (byte) 1);
    }
  }

  /**
   * From an arena, which zeroes.
   *
   * @return the address
   */
  @Benchmark
  public long arena() {
    try (Arena fresh = Arena.ofConfined()) {
      return fresh.allocate(bytes(), Double.BYTES).address();
    }
  }

  /**
   * From an arena, and written to.
   *
   * @return the address
   */
  @Benchmark
  public long arenaTouched() {
    try (Arena fresh = Arena.ofConfined()) {
      MemorySegment memory = fresh.allocate(bytes(), Double.BYTES);
      touch(memory);
      return memory.address();
    }
  }

  /**
   * From C's calloc, which leaves the zeroing of large blocks to the system.
   *
   * @return the address
   */
  @Benchmark
  public long callocOnly() {
    MemorySegment memory = calloc();
    free(memory);
    return memory.address();
  }

  /**
   * From C's calloc, and written to.
   *
   * @return the address
   */
  @Benchmark
  public long callocTouched() {
    MemorySegment memory = calloc();
    touch(memory);
    free(memory);
    return memory.address();
  }

  /**
   * From the Java heap, which zeroes.
   *
   * @return the array
   */
  @Benchmark
  public double[] heap() {
    return new double[elements];
  }

  /**
   * From the Java heap, and written to.
   *
   * @return the array
   */
  @Benchmark
  public double[] heapTouched() {
    double[] array = new double[elements];
    for (int i = 0; i < array.length; i += PAGE / Double.BYTES) {
      array[i] = 1;
    }
    return array;
  }

  /**
   * Reused after zeroing.
   *
   * @return the workspace
   */
  @Benchmark
  public MemorySegment reusedCleared() {
    return workspace.fill((byte) 0);
  }

  /**
   * Reused without zeroing, and written to.
   *
   * @return the workspace
   */
  @Benchmark
  public MemorySegment reusedTouched() {
    touch(workspace);
    return workspace;
  }
}
