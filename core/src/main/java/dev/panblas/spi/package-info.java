/**
 * What a backend implements: a {@link dev.panblas.spi.BlasProvider} that says whether it can run
 * here, and {@link dev.panblas.spi.BlasKernels} that run.
 */
@NullMarked
package dev.panblas.spi;

import org.jspecify.annotations.NullMarked;
