/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

/**
 * The calls that a backend computes on operands in Java arrays without copies. The facade copies
 * the arrays of all other calls.
 *
 * <p>While native code reads an array, the JVM can reach no safepoint, so that all other threads
 * may have to wait. The kernels must not delay a safepoint by more than 5 ms. They cut the calls of
 * level 1, and of level 2 on matrices in full storage, into pieces, so these may have any size. All
 * other calls are made at once; the limits are for those, and should leave a margin: a processor
 * may take some hundred times as long for an instruction on subnormal numbers.
 *
 * @param kernels the routines; their operands may be in arrays and in native memory
 * @param products the most multiplications of a call of level 3
 * @param elements the most elements, of all operands together, of a call of level 3 or on a band or
 *     packed matrix
 */
public record ArrayCalls(BlasKernels kernels, long products, long elements) {}
