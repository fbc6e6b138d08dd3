/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The command {@code panblas bench}. */
@NullMarked
package dev.panblas.bench.command;

import org.jspecify.annotations.NullMarked;
