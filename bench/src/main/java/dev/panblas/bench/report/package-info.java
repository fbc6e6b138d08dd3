/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Evaluates the times: ratios, targets, a report and charts. */
@NullMarked
package dev.panblas.bench.report;

import org.jspecify.annotations.NullMarked;
