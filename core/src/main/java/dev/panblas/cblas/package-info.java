/**
 * The routines of the SPI on CBLAS, the C interface that most libraries share. A backend says how
 * to call a function; what to pass is the same for all and stands here.
 */
@NullMarked
package dev.panblas.cblas;

import org.jspecify.annotations.NullMarked;
