/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** What several commands use: options, errors, signals, tables, JSON. */
@NullMarked
package dev.panblas.cli.shared;

import org.jspecify.annotations.NullMarked;
