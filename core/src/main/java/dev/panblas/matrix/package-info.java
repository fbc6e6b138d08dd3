/** Matrices and vectors in native memory. */
@NullMarked
package dev.panblas.matrix;

import org.jspecify.annotations.NullMarked;
