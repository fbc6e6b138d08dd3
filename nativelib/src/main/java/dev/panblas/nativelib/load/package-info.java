/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Maps native libraries so that they start no threads. Runs on Java 17: how C is called is a
 * parameter, and of Panblas's packages only that of the files is used.
 */
@NullMarked
package dev.panblas.nativelib.load;

import org.jspecify.annotations.NullMarked;
