/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The conformance kit: the numbered rules of Panblas's contract, run by JUnit or by the command
 * {@code panblas verify}.
 *
 * <p>The test of a backend is one class:
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
 * <p>A program without JUnit calls {@link dev.panblas.conformance.ConformanceKit#run(Subject,
 * ConformanceKit.Listener)}.
 */
@NullMarked
package dev.panblas.conformance;

import org.jspecify.annotations.NullMarked;
