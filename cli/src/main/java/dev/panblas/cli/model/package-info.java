/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** A trained model, its file, and what it computes. */
@NullMarked
package dev.panblas.cli.model;

import org.jspecify.annotations.NullMarked;
