/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The backend in Java on the JDK's Vector API. */
@NullMarked
package dev.panblas.blas.vector;

import org.jspecify.annotations.NullMarked;
