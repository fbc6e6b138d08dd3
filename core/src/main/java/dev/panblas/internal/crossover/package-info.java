/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Computes calls on small operands in Java, which is faster than a native call. */
@NullMarked
package dev.panblas.internal.crossover;

import org.jspecify.annotations.NullMarked;
