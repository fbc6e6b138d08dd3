/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Training samples: patches of images, or an array from a file. */
@NullMarked
package dev.panblas.cli.samples;

import org.jspecify.annotations.NullMarked;
