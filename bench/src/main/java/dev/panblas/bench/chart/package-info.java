/** How charts look, and their files. */
@NullMarked
package dev.panblas.bench.chart;

import org.jspecify.annotations.NullMarked;
