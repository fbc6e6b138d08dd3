/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Fused elementwise operations on matrices: those between two matrix products of a network. */
@NullMarked
package dev.panblas.internal.elementwise;

import org.jspecify.annotations.NullMarked;
