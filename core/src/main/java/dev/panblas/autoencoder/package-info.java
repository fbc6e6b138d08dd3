/** The sparse autoencoder: its cost and gradient, in several schedules of the same mathematics. */
@NullMarked
package dev.panblas.autoencoder;

import org.jspecify.annotations.NullMarked;
