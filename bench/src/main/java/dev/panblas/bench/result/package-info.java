/** The results of a run and their file format. */
@NullMarked
package dev.panblas.bench.result;

import org.jspecify.annotations.NullMarked;
