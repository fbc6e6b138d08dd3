/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The sparse autoencoder: its cost and gradient, computed by one of several schedules. */
@NullMarked
package dev.panblas.autoencoder;

import org.jspecify.annotations.NullMarked;
