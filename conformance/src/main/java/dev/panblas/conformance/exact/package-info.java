/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Exact sums, the error bound of a result, and the comparison of results with both.
 *
 * <p>Nothing here depends on a routine: kits for other contracts can use it.
 */
@NullMarked
package dev.panblas.conformance.exact;

import org.jspecify.annotations.NullMarked;
