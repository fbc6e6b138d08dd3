package dev.panblas.spi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The routines of the SPI, named as in BLAS without the letter for the precision. */
public enum Routine {
  /** Exchanges two vectors. */
  SWAP(1),
  /** Multiplies a vector by a number. */
  SCAL(1),
  /** Copies a vector. */
  COPY(1),
  /** Adds a multiple of a vector to another. */
  AXPY(1),
  /** The inner product. */
  DOT(1),
  /** The Euclidean norm. */
  NRM2(1),
  /** The sum of absolute values. */
  ASUM(1),
  /** The place of the largest absolute value. */
  IAMAX(1),
  /** Matrix times vector. */
  GEMV(2),
  /** Adds the outer product of two vectors to a matrix. */
  GER(2),
  /** Matrix times matrix. */
  GEMM(3);

  private final int level;

  Routine(int level) {
    this.level = level;
  }

  /**
   * The BLAS level: 1 vector with vector, 2 matrix with vector, 3 matrix with matrix.
   *
   * @return 1, 2 or 3
   */
  public int level() {
    return level;
  }

  /**
   * The routines for which a backend's class has code of its own, found by looking at which methods
   * it declares or inherits from a class, not from the SPI's defaults.
   *
   * @param kernels the backend's class
   * @return the routines, in the order of this enum
   */
  public static Set<Routine> implementedBy(Class<? extends BlasKernels> kernels) {
    Set<Routine> own = EnumSet.noneOf(Routine.class);
    for (Routine routine : values()) {
      boolean overridden =
          Arrays.stream(kernels.getMethods())
              .filter(method -> method.getName().equals(routine.toString()))
              .map(Method::getDeclaringClass)
              .anyMatch(declaring -> !declaring.isInterface());
      if (overridden) {
        own.add(routine);
      }
    }
    return Collections.unmodifiableSet(own);
  }

  /** {@return the name as it is called: {@code gemm}} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
