/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * A table of declarations of C functions: symbols and types. Runs on Java 17: uses neither the
 * Foreign Function and Memory API nor another package of Panblas.
 */
@NullMarked
package dev.panblas.nativelib.symbol;

import org.jspecify.annotations.NullMarked;
