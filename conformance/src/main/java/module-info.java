/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The conformance kit: the rules of the contract, as a library and as a JUnit test. */
module dev.panblas.conformance {
  requires transitive dev.panblas.core;
  requires static org.junit.jupiter.api; // not transitive: the kit also runs without JUnit
  requires static org.jspecify;

  exports dev.panblas.conformance;
  exports dev.panblas.conformance.exact;
  exports dev.panblas.conformance.junit;
  exports dev.panblas.conformance.operands;
}
