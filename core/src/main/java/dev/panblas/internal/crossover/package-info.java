/** Small calls, computed in Java because a call into native code costs more than they do. */
@NullMarked
package dev.panblas.internal.crossover;

import org.jspecify.annotations.NullMarked;
