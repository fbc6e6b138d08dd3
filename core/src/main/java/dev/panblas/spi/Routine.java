/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The routines of the SPI, named as in BLAS without the type letter. */
public enum Routine {
  /** Generates a plane rotation. */
  ROTG(1),
  /** Generates a modified plane rotation. */
  ROTMG(1),
  /** Applies a plane rotation. */
  ROT(1),
  /** Applies a modified plane rotation. */
  ROTM(1),
  /** Exchanges two vectors. */
  SWAP(1),
  /** Multiplies a vector by a number. */
  SCAL(1),
  /** Copies a vector. */
  COPY(1),
  /** Adds a multiple of a vector to another. */
  AXPY(1),
  /** Adds a multiple of a vector to a multiple of another. */
  AXPBY(1, true),
  /** The inner product. */
  DOT(1),
  /** The inner product accumulated in double. */
  DSDOT(1),
  /** The inner product accumulated in double, plus a number. */
  SDSDOT(1),
  /** The Euclidean norm. */
  NRM2(1),
  /** The sum of absolute values. */
  ASUM(1),
  /** The sum of the elements. */
  SUM(1, true),
  /** The index of the largest absolute value. */
  IAMAX(1),
  /** Matrix times vector. */
  GEMV(2),
  /** Band matrix times vector. */
  GBMV(2),
  /** Symmetric matrix times vector. */
  SYMV(2),
  /** Symmetric band matrix times vector. */
  SBMV(2),
  /** Symmetric packed matrix times vector. */
  SPMV(2),
  /** Triangular matrix times vector. */
  TRMV(2),
  /** Triangular band matrix times vector. */
  TBMV(2),
  /** Triangular packed matrix times vector. */
  TPMV(2),
  /** Solves a triangular system. */
  TRSV(2),
  /** Solves a triangular band system. */
  TBSV(2),
  /** Solves a triangular packed system. */
  TPSV(2),
  /** Adds the outer product of two vectors to a matrix. */
  GER(2),
  /** Adds the outer product of a vector with itself to a symmetric matrix. */
  SYR(2),
  /** SYR for packed storage. */
  SPR(2),
  /** Adds the symmetric sum of two outer products to a symmetric matrix. */
  SYR2(2),
  /** SYR2 for packed storage. */
  SPR2(2),
  /** Matrix times matrix. */
  GEMM(3),
  /** Symmetric matrix times matrix. */
  SYMM(3),
  /** Matrix times its transpose. */
  SYRK(3),
  /** Symmetric rank-2k update: the sum of two products that are transposes of each other. */
  SYR2K(3),
  /** Triangular matrix times matrix. */
  TRMM(3),
  /** Solves triangular systems. */
  TRSM(3),
  /** One triangle of matrix times matrix. */
  GEMMT(3, true),
  /** Matrix products of equal shape, in a batch. */
  GEMM_BATCH(3, true),
  /** Copies a multiple of a matrix, between any two layouts. */
  OMATCOPY(3, true);

  private final int level;
  private final boolean extension;

  Routine(int level) {
    this(level, false);
  }

  Routine(int level, boolean extension) {
    this.level = level;
    this.extension = extension;
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
   * Whether the routine is an extension of the standard. A library may not have it.
   *
   * @return false for the routines that every CBLAS library has
   */
  public boolean isExtension() {
    return extension;
  }

  /**
   * The routines that a backend's class implements: it declares the method or inherits it from a
   * class, and does not use the SPI's default.
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

  /** {@return the name of the method: {@code gemm}} */
  @Override
  public String toString() {
    return this == GEMM_BATCH ? "gemmBatch" : name().toLowerCase(Locale.ROOT);
  }
}
