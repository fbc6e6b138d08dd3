/** The one door to a backend: every routine of BLAS, checked before it runs. */
@NullMarked
package dev.panblas.blas;

import org.jspecify.annotations.NullMarked;
