/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A backend's routines. Each is one method for both precisions.
 *
 * <p>{@link dev.panblas.blas.Blas} validates every call first, so a kernel checks nothing. All
 * operands are in open arenas, accessible to the thread, of one precision and of matching shapes.
 * None is empty. An output does not overlap itself, and no element that is written is an element
 * that is read, with one exception: in swap, copy, axpy, axpby and omatcopy, elements of the two
 * operands with equal indices may be one. So each element must be computed from the old values at
 * its index. The elements that a routine does not use (the other triangle, a unit diagonal, the
 * corners of a band) may belong to another operand that the same call writes. In addition,
 *
 * <ul>
 *   <li>each {@link dev.panblas.matrix.Matrix} is row-major or column-major with a leading
 *       dimension that fits an {@code int} ({@link dev.panblas.matrix.Matrix#isRowMajor()}, {@link
 *       dev.panblas.matrix.Matrix#isColumnMajor()}), so its origin is 0;
 *   <li>each {@link dev.panblas.matrix.Vector} has a stride that is not 0, and {@code (size - 1)
 *       |stride|} fits an {@code int}; if the stride is negative, {@code segment()} begins at the
 *       address that CBLAS expects;
 *   <li>each {@link dev.panblas.matrix.MatrixBatch} has such matrices, and a stride that is not
 *       negative and fits an {@code int} when multiplied by their number;
 *   <li>a band matrix (the matrix of its diagonals) is column-major, and a packed triangle has
 *       stride 1;
 *   <li>{@code alpha} and {@code beta} are rounded to the operands' precision, and {@code alpha} is
 *       not 0 where it multiplies a product. A returned number need not be rounded.
 * </ul>
 *
 * <p>The memory of an operand is native if {@link #isNative} returns true. Otherwise, and for the
 * kernels of {@link #onArrays}, it may also be a {@code double[]} or {@code float[]}.
 *
 * <p>Kernels are called from many threads at once. A backend must implement {@link #library()},
 * {@link #settings()}, {@link #axpy}, {@link #dot} and {@link #gemm}. The other routines have
 * defaults, which are correct but not fast. A routine must not throw.
 */
public interface BlasKernels extends Level3Kernels, BandKernels, PackedKernels {

  /**
   * The library of these kernels. Each call reads the library's current thread count.
   *
   * @return library, version, file and threads
   */
  LibraryInfo library();

  /**
   * The settings that these kernels were opened with. {@link
   * dev.panblas.blas.Blas#over(BlasKernels)} takes thread count and crossover from them.
   *
   * @return the argument of {@link BlasProvider#open}; empty if the kernels were constructed
   *     directly
   */
  default Optional<Settings> settings() {
    return Optional.empty();
  }

  /**
   * The routines that this backend implements. The others run the SPI's default in Java.
   *
   * @return the routines
   */
  default Set<Routine> implemented() {
    return Routine.implementedBy(getClass());
  }

  /**
   * Checks the routines that a backend otherwise checks when they are first used. Afterwards {@link
   * #substitutes} lists all wrong routines. Does nothing if the backend checks no routines, or has
   * checked them before.
   */
  default void checkRoutines() {}

  /**
   * The routines that are computed in plain Java although the library has a function for them, or a
   * backend in Java a kernel. If a check finds a routine wrong, or a kernel slow, it is added.
   *
   * @return each with the reason
   */
  default List<JavaSubstitute> substitutes() {
    return List.of();
  }

  /**
   * The cores whose kernels the native library has and this processor can run.
   *
   * @return empty if the library has one set of kernels, or its choice is not known
   */
  default Optional<CoreChoice> coreChoice() {
    return Optional.empty();
  }

  /**
   * The threads on which the routines compute. The value may change while the backend is open, for
   * example if the program changes the thread count of a native library.
   *
   * @return {@link Threading#CALLING_THREAD} unless the backend or its library has threads
   */
  default Threading threading() {
    return Threading.CALLING_THREAD;
  }

  /**
   * Allocates a matrix in the memory and the order in which {@link #gemm} reads an operand fastest,
   * for an operand of many products. By default it is row-major and contiguous, in memory of {@link
   * #allocate}.
   *
   * @param arena the owner of native memory: a shared one
   * @param precision the type of the elements
   * @param rows 0 or more
   * @param columns 0 or more
   * @return a matrix with any elements, which {@link #gemm} takes without a copy
   */
  default Matrix operandOfGemm(Arena arena, Precision precision, int rows, int columns) {
    long bytes = Math.max(1, (long) rows * columns * precision.bytes());
    return Matrix.wrap(
        allocate(bytes, arena), precision, rows, columns, 0, Math.max(1, columns), 1);
  }

  /**
   * The operations on tiles that this backend has of its own, for the autoencoder.
   *
   * @param precision of all arrays
   * @return empty if a tile is computed by {@link #gemm} and loops of {@code core}
   */
  default Optional<TileKernels<?>> tileKernels(Precision precision) {
    return Optional.empty();
  }

  /**
   * Whether the routines call native code. If so, the facade copies operands in Java arrays to
   * native memory, except for the calls that {@link #onArrays} takes, and computes calls on small
   * operands in Java, which is faster, unless {@link Settings#crossover} is off.
   *
   * @return true for a native library's kernels
   */
  default boolean isNative() {
    return false;
  }

  /**
   * Allocates native memory for copies of operands. The default is the arena's own memory. The JVM
   * fills it with zeros, and may reach no safepoint meanwhile; in an automatic arena, it counts
   * towards the limit for direct memory ({@code -XX:MaxDirectMemorySize}). So native kernels should
   * call an allocator in C, such as {@code malloc}.
   *
   * @param bytes the size, 1 or more
   * @param arena the arena that frees the memory: a shared or an automatic one
   * @return memory with any contents, whose address is a multiple of 64
   * @throws OutOfMemoryError if there is not enough memory
   */
  default MemorySegment allocate(long bytes, Arena arena) {
    return arena.allocate(bytes, 64);
  }

  /**
   * The calls on operands in Java arrays that native kernels compute without copies, on the calling
   * thread. A call on more than 8,192 elements, or on a band or packed matrix, is made only while
   * {@link #threading} returns {@link Threading#CALLING_THREAD}. Not called if {@link #isNative}
   * returns false: such kernels take all operands in arrays.
   *
   * @return empty if the facade must copy all arrays
   */
  default Optional<ArrayCalls> onArrays() {
    return Optional.empty();
  }
}
