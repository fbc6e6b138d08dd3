/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The conformance kit as a JUnit test. */
@NullMarked
package dev.panblas.conformance.junit;

import org.jspecify.annotations.NullMarked;
