/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * Facts about libraries: names, versions, thread counts, and calls that must not run concurrently.
 */
@NullMarked
package dev.panblas.nativelib.vendor;

import org.jspecify.annotations.NullMarked;
