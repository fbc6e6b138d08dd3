/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The results of a run and their file format. */
@NullMarked
package dev.panblas.bench.result;

import org.jspecify.annotations.NullMarked;
