/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The commands {@code panblas encode} and {@code panblas reconstruct}. */
@NullMarked
package dev.panblas.cli.encode;

import org.jspecify.annotations.NullMarked;
