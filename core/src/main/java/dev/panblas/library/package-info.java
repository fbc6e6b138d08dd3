/**
 * Native libraries, for the backends that run on one: out of which jar, in which file, how they are
 * called, and what they say of themselves. Nothing here calls native code by itself; a backend
 * hands in what may.
 *
 * <p>For those who write a backend. What is said of a function, its type above all, nobody can
 * check. Programs learn of libraries from {@link dev.panblas.spi.LibraryInfo}.
 */
@NullMarked
package dev.panblas.library;

import org.jspecify.annotations.NullMarked;
