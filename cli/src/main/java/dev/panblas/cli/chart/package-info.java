/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The style of all charts, and the PNG files of pictures. */
@NullMarked
package dev.panblas.cli.chart;

import org.jspecify.annotations.NullMarked;
