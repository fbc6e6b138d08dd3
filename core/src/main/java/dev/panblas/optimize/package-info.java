/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Minimisation of a function of many variables by its gradient, and a check of that gradient. */
@NullMarked
package dev.panblas.optimize;

import org.jspecify.annotations.NullMarked;
