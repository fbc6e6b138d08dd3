/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The backend in plain Java: always ready, and the reference for the other backends. */
@NullMarked
package dev.panblas.reference;

import org.jspecify.annotations.NullMarked;
