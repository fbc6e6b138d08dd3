/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Loads native libraries and calls their functions: every restricted method that Panblas uses. */
@NullMarked
package dev.panblas.nativelib.call;

import org.jspecify.annotations.NullMarked;
