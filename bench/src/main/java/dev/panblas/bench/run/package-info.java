/** Runs the bench: rounds of interleaved forks, and peers beside them. */
@NullMarked
package dev.panblas.bench.run;

import org.jspecify.annotations.NullMarked;
