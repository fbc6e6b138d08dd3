/** Autoencoders, and their cost and gradient by straight loops with error bounds. */
@NullMarked
package dev.panblas.conformance.network;

import org.jspecify.annotations.NullMarked;
