/**
 * The kernels of every backend that runs on CBLAS, the C interface that most libraries share. Like
 * all kernels of the SPI these check nothing: a wrong operand is a wrong address in C.
 */
@NullMarked
package dev.panblas.nativelib.cblas;

import org.jspecify.annotations.NullMarked;
