/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Rival JVM libraries on the questions of the benchmarks, each in its idiomatic form. */
@NullMarked
package dev.panblas.bench.peers;

import org.jspecify.annotations.NullMarked;
