/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Functions of elements in loops that are vectorised, and fused operations between two products.
 */
@NullMarked
package dev.panblas.internal.elementwise;

import org.jspecify.annotations.NullMarked;
