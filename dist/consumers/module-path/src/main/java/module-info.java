/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** A program; its backend is found at run time. */
module org.example {
  requires dev.panblas.core;
}
