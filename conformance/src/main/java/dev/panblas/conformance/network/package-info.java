/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Autoencoders, and their cost and gradient by plain loops with error bounds. */
@NullMarked
package dev.panblas.conformance.network;

import org.jspecify.annotations.NullMarked;
