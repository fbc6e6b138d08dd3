/**
 * The routines of the SPI on CBLAS, the C interface that most libraries share. A backend says how
 * to call a function; what to pass is the same for all and stands here.
 *
 * <p>For those who write a backend. Like every kernel of the SPI these check nothing: a wrong
 * operand here is a wrong address in C. Programs call {@link dev.panblas.blas.Blas}.
 */
@NullMarked
package dev.panblas.cblas;

import org.jspecify.annotations.NullMarked;
