/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Whether loops in Java may use the processor's vector instructions. */
@NullMarked
package dev.panblas.internal.simd;

import org.jspecify.annotations.NullMarked;
