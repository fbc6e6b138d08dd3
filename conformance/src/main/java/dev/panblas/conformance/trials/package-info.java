/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Cases in memory: the call, and the check of its result, its refusal and its side effects. */
@NullMarked
package dev.panblas.conformance.trials;

import org.jspecify.annotations.NullMarked;
