/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** JMH benchmarks: one class for each question, with the backend as a parameter. */
@NullMarked
package dev.panblas.bench;

import org.jspecify.annotations.NullMarked;
