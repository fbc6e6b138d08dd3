/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The command {@code panblas verify}. */
@NullMarked
package dev.panblas.cli.verify;

import org.jspecify.annotations.NullMarked;
