/**
 * Native libraries, for the backends that run on one: out of which jar, in which file, how they are
 * called, and what they say of themselves. Nothing here calls native code by itself; a backend
 * hands in what may.
 */
@NullMarked
package dev.panblas.library;

import org.jspecify.annotations.NullMarked;
