/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The backend for any CBLAS library, through the Foreign Function and Memory API. */
@NullMarked
package dev.panblas.blas.panama;

import org.jspecify.annotations.NullMarked;
