/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** Files of arrays that the commands read: what is in them is found by their content. */
@NullMarked
package dev.panblas.cli.data;

import org.jspecify.annotations.NullMarked;
