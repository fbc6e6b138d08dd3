/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import java.util.function.Supplier;

/**
 * A computation that is timed, and whose result is compared between BLAS libraries.
 *
 * @param name such as {@code k-means}
 * @param size the size of its data
 * @param run computes; the result must be unique but for rounding
 */
record Program(String name, String size, Supplier<double[]> run) {}
