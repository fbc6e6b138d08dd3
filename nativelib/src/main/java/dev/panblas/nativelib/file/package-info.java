/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Files of native libraries: the jars that contain them, the cache that they are unpacked to, and
 * their headers. Runs on Java 17: uses neither the Foreign Function and Memory API nor another
 * package of Panblas.
 */
@NullMarked
package dev.panblas.nativelib.file;

import org.jspecify.annotations.NullMarked;
