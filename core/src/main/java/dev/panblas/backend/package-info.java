/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Finds the backends, probes them, and chooses one. */
@NullMarked
package dev.panblas.backend;

import org.jspecify.annotations.NullMarked;
