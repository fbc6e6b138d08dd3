/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Cases (calls and everything that determines them), their tables, and models of routines. */
@NullMarked
package dev.panblas.conformance.cases;

import org.jspecify.annotations.NullMarked;
