/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The backends of Panblas with the interface of netlib, {@code dev.ludovic.netlib.blas.BLAS}. */
@org.jspecify.annotations.NullMarked
package dev.panblas.netlib.blas;
