/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.simd;

import jdk.incubator.vector.VectorSpecies;

/** Calls the Vector API. Must not be loaded unless {@link VectorSupport#isPresent} returns true. */
final class VectorShape {

  private VectorShape() {}

  static int preferredBits() {
    return VectorSpecies.ofPreferred(double.class).vectorBitSize();
  }
}
