/** Finds the backends that are there, says what each can do, and chooses one. */
@NullMarked
package dev.panblas.backend;

import org.jspecify.annotations.NullMarked;
