/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The interfaces that a backend implements: {@link dev.panblas.spi.BlasProvider}, which reports
 * whether it can run here, and {@link dev.panblas.spi.BlasKernels}, which computes.
 */
@NullMarked
package dev.panblas.spi;

import org.jspecify.annotations.NullMarked;
