/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Scratch: native memory that calls borrow for copies of operands. */
@NullMarked
package dev.panblas.internal.scratch;

import org.jspecify.annotations.NullMarked;
