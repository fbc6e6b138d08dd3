/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Files of native libraries: the jars that contain them, the cache that they are unpacked to, and
 * their headers. Requires Java 17 and uses neither the Foreign Function and Memory API nor another
 * package.
 */
@NullMarked
package dev.panblas.nativelib.file;

import org.jspecify.annotations.NullMarked;
