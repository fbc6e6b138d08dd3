/** What a run of the bench measures, and its file. */
@NullMarked
package dev.panblas.bench.result;

import org.jspecify.annotations.NullMarked;
