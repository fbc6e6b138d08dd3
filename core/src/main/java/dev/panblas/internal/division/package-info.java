/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The division of large calls into parts, which the team of threads computes. */
@NullMarked
package dev.panblas.internal.division;

import org.jspecify.annotations.NullMarked;
