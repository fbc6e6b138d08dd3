/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The kernels of the backends that call CBLAS, the C interface that most libraries implement. Like
 * all kernels of the SPI they check nothing: a wrong operand is a wrong address in C.
 */
@NullMarked
package dev.panblas.nativelib.cblas;

import org.jspecify.annotations.NullMarked;
