/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Runs the benchmarks: rounds of interleaved forks, and of rivals. */
@NullMarked
package dev.panblas.bench.run;

import org.jspecify.annotations.NullMarked;
