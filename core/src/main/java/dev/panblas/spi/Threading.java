/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

/** The threads on which a backend's kernels compute. */
public enum Threading {

  /**
   * Kernels compute on the thread that calls them, and any number of threads may call them at the
   * same time. The facade divides large calls over Panblas's team of threads.
   */
  CALLING_THREAD,

  /** The backend has threads of its own. The facade does not divide calls. */
  OWN,

  /**
   * It is not known whether the backend has threads of its own. The facade does not divide calls.
   */
  UNKNOWN
}
