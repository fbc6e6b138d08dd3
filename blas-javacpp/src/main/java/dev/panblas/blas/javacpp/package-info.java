/** OpenBLAS through JavaCPP's presets. */
@NullMarked
package dev.panblas.blas.javacpp;

import org.jspecify.annotations.NullMarked;
