/** Finds the backends, probes them, and chooses one. */
@NullMarked
package dev.panblas.backend;

import org.jspecify.annotations.NullMarked;
