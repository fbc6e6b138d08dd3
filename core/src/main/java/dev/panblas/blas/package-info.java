/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The facade: every BLAS routine on any backend, with checked arguments. */
@NullMarked
package dev.panblas.blas;

import org.jspecify.annotations.NullMarked;
