/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Operations on matrices and vectors that need no library, named as in NumPy: {@link
 * dev.panblas.operations.Elementwise}, {@link dev.panblas.operations.Reductions}, {@link
 * dev.panblas.operations.Norms} and {@link dev.panblas.operations.Comparison}. They compute on the
 * calling thread, on operands in any layout.
 */
@NullMarked
package dev.panblas.operations;

import org.jspecify.annotations.NullMarked;
