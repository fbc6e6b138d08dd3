/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Charts, as PNG and as SVG, drawn without any installed font, and the pages that show them. */
@NullMarked
package dev.panblas.cli.chart;

import org.jspecify.annotations.NullMarked;
