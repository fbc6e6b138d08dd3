/** Matrices and vectors: strided views over native memory, in two precisions. */
@NullMarked
package dev.panblas.matrix;

import org.jspecify.annotations.NullMarked;
