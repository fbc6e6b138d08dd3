package dev.panblas.spi;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A backend's routines: one method each, for both precisions.
 *
 * <p>{@link dev.panblas.blas.Blas} stands in front and has checked everything before it calls: all
 * operands are alive, accessible to the thread, of one precision and of matching shapes; none is
 * empty; an output overlaps neither itself nor an input. A kernel checks nothing. In addition,
 *
 * <ul>
 *   <li>each {@link dev.panblas.matrix.Matrix} is row-major or column-major with a leading
 *       dimension that fits an {@code int} ({@link dev.panblas.matrix.Matrix#isRowMajor()}, {@link
 *       dev.panblas.matrix.Matrix#isColumnMajor()}), so its origin is 0;
 *   <li>each {@link dev.panblas.matrix.Vector} has a stride that is not 0, and {@code (size - 1)
 *       |stride|} fits an {@code int}; the stride may be negative, and then {@code segment()}
 *       begins where CBLAS wants the pointer to be;
 *   <li>each {@link dev.panblas.matrix.MatrixBatch} has such matrices, and a stride that is not
 *       negative and fits an {@code int} when multiplied by their number;
 *   <li>a matrix of diagonals is column-major, and a packed triangle has stride 1;
 *   <li>{@code alpha} and {@code beta} are rounded to the operands' precision, and {@code alpha} is
 *       not 0 where it multiplies a product. A number that is returned need not be rounded.
 * </ul>
 *
 * <p>Kernels are called from many threads at once. Only {@link #library()}, {@link #axpy}, {@link
 * #dot} and {@link #gemm} must be written; the other routines have defaults that are right, not
 * fast. A routine never throws.
 */
public interface BlasKernels extends Level3Kernels, BandKernels, PackedKernels {

  /**
   * What these kernels run on, asked anew at each call: the thread count may have changed.
   *
   * @return library, version, file and threads
   */
  LibraryInfo library();

  /**
   * The settings that these kernels were opened with. {@link
   * dev.panblas.blas.Blas#over(BlasKernels)} takes thread count and crossover from them.
   *
   * @return what {@link BlasProvider#open} was given; empty for kernels that were made by hand
   */
  default Optional<Settings> settings() {
    return Optional.empty();
  }

  /**
   * The routines that this backend runs itself; the others run the SPI's default in Java.
   *
   * @return the routines
   */
  default Set<Routine> implemented() {
    return Routine.implementedBy(getClass());
  }

  /**
   * The routines that are computed in Java although the library has a function for them.
   *
   * @return each with the reason; empty for a backend in Java
   */
  default List<JavaSubstitute> substitutes() {
    return List.of();
  }

  /**
   * Up to which size a {@link #gemm} stays on the calling thread, whatever the number of threads
   * that the backend uses otherwise. Programs that have threads of their own keep below it.
   *
   * @return a number of multiplications, m n k; {@link Long#MAX_VALUE} if the backend has no
   *     threads, 0 if it may use them for any product
   */
  default long gemmThreadingThreshold() {
    return Long.MAX_VALUE;
  }

  /**
   * Whether a call leaves Java. The facade computes calls on small operands of such a backend in
   * Java, where that is faster, unless {@link Settings#crossover} is off.
   *
   * @return true for a native library's kernels
   */
  default boolean isNative() {
    return false;
  }
}
