/** Loads native libraries and calls their functions: all that Java restricts. */
@NullMarked
package dev.panblas.nativelib.call;

import org.jspecify.annotations.NullMarked;
