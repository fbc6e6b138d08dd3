/** Minimising a function of many variables by its gradient. */
@NullMarked
package dev.panblas.optimize;

import org.jspecify.annotations.NullMarked;
