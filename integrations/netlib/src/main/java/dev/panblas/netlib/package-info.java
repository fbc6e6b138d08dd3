/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Lets programs that use {@code dev.ludovic.netlib}, such as Spark MLlib and Breeze, run on the
 * OpenBLAS of Panblas: by {@link dev.panblas.netlib.PanblasNetlib#install}, by a Java agent, or by
 * a Spark plugin. Runs on Java 17 and later.
 */
@NullMarked
package dev.panblas.netlib;

import org.jspecify.annotations.NullMarked;
