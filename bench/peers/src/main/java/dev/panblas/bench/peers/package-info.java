/** Rival JVM libraries on the questions of the benchmarks, each in its idiomatic form. */
@NullMarked
package dev.panblas.bench.peers;

import org.jspecify.annotations.NullMarked;
