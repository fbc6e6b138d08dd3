/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The models of all BLAS routines: how to call each, and what it must compute. */
@NullMarked
package dev.panblas.conformance.models;

import org.jspecify.annotations.NullMarked;
