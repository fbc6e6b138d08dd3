/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Operands for tests: layouts, memory with guards around it, pages that cannot be accessed, random
 * elements, and dense matrices.
 *
 * <p>Nothing here depends on a routine: kits for other contracts can use it.
 */
@NullMarked
package dev.panblas.conformance.operands;

import org.jspecify.annotations.NullMarked;
