/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The command {@code panblas backends}. */
@NullMarked
package dev.panblas.cli.backends;

import org.jspecify.annotations.NullMarked;
