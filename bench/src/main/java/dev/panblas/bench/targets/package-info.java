/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The targets against rivals: {@code panblas bench --targets}. */
@NullMarked
package dev.panblas.bench.targets;

import org.jspecify.annotations.NullMarked;
