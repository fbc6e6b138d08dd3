/** Small operands, answered in Java: a call into native code costs more than they do. */
@NullMarked
package dev.panblas.small;

import org.jspecify.annotations.NullMarked;
