/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * A table of declarations of C functions: symbols and types. Requires Java 17 and uses neither the
 * Foreign Function and Memory API nor another package.
 */
@NullMarked
package dev.panblas.nativelib.symbol;

import org.jspecify.annotations.NullMarked;
