/** Loads native libraries and calls their functions: every restricted method that Panblas uses. */
@NullMarked
package dev.panblas.nativelib.call;

import org.jspecify.annotations.NullMarked;
