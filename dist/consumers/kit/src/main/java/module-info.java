/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The backend's test: as a module, it runs the kit on the module path. */
open module org.example.kit {
  requires dev.panblas.conformance;
  requires org.example.backend;
  requires org.junit.jupiter.api;
}
