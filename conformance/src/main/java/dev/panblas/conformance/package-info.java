/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The conformance kit: the numbered rules of Panblas's contract as plain Java, run by JUnit and by
 * the command {@code panblas verify} alike.
 *
 * <p>A backend's whole test is one class:
 *
 * <pre>{@code
 * class MyConformanceTest extends BackendConformance {
 *   @Override
 *   protected BlasProvider provider() {
 *     return new MyProvider();
 *   }
 * }
 * }</pre>
 *
 * <p>Without JUnit: {@link dev.panblas.conformance.ConformanceKit#run}.
 */
@NullMarked
package dev.panblas.conformance;

import org.jspecify.annotations.NullMarked;
