/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The backend in Java on the JDK's Vector API.
 *
 * <ul>
 *   <li>{@code VectorProvider} is found and probed also where the API's module is absent, so it
 *       names none of its types. {@code VectorKernels} has the routines.
 *   <li>A product C := alpha A B + beta C is computed in {@code Blocks}: {@code DoubleProduct}
 *       copies blocks of A and B where that pays, and calls {@code DoubleTileKernels} for each tile
 *       of C. {@code DoubleSmallProduct} computes small products without copies.
 *   <li>{@code DoubleLoops} computes the same bits in plain loops. They take the place of a kernel
 *       that the JVM has compiled to slow code: {@code KernelGuard}.
 *   <li>{@code TriangleBlocks} reduces the routines on triangles to products, down to the small
 *       triangles of {@code DoubleTriangle}.
 *   <li>{@code DoubleMatrixVector} and {@code DoubleVectorKernels} are level 2 and 1.
 *   <li>{@code FasterProducts} are the products that are faster here than in a native library.
 * </ul>
 *
 * <p>Kernels work on Java arrays. Operands in native memory are copied to arrays of {@code Buffers}
 * in pieces that stay in the cache. Each class in double precision has a twin in single precision,
 * which a program derives from it: types of the JVM's vectors cannot be parameters.
 */
@NullMarked
package dev.panblas.blas.vector;

import org.jspecify.annotations.NullMarked;
