/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The command {@code panblas train}. */
@NullMarked
package dev.panblas.cli.train;

import org.jspecify.annotations.NullMarked;
