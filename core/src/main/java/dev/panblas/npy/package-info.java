/** Matrices in NumPy's file format, and files that are written whole or not at all. */
@NullMarked
package dev.panblas.npy;

import org.jspecify.annotations.NullMarked;
