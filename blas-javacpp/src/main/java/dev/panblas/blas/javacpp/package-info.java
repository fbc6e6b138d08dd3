/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** OpenBLAS through JavaCPP's presets. */
@NullMarked
package dev.panblas.blas.javacpp;

import org.jspecify.annotations.NullMarked;
