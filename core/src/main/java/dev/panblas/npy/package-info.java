/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** NumPy's .npy files and .npz archives, and atomic writes of files. */
@NullMarked
package dev.panblas.npy;

import org.jspecify.annotations.NullMarked;
