/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Calls on small operands, computed in Java because a call into native code would take longer. */
@NullMarked
package dev.panblas.internal.crossover;

import org.jspecify.annotations.NullMarked;
