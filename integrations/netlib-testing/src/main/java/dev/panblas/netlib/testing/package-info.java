/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Helpers of the tests of the modules that work with netlib. Runs on Java 17 and later. */
@NullMarked
package dev.panblas.netlib.testing;

import org.jspecify.annotations.NullMarked;
