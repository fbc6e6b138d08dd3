/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench;

/** When a program makes its views over Java arrays. */
public enum ArrayViews {
  /** Once. */
  KEPT,
  /** For each call, as an adapter of an interface on arrays does. */
  MADE
}
