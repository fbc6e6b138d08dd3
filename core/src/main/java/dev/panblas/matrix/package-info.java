/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Matrices and vectors: strided views over native memory or Java arrays, in single and double
 * precision.
 */
@NullMarked
package dev.panblas.matrix;

import org.jspecify.annotations.NullMarked;
