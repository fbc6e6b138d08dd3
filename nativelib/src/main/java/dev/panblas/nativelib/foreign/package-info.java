/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Calls the C functions of the system through the Foreign Function and Memory API. Runs on Java 22,
 * the first version that has it.
 */
@NullMarked
package dev.panblas.nativelib.foreign;

import org.jspecify.annotations.NullMarked;
