package dev.panblas.internal.simd;

import jdk.incubator.vector.VectorSpecies;

/** What the Vector API says; loaded only where it is. */
final class VectorShape {

  private VectorShape() {}

  static int preferredBits() {
    return VectorSpecies.ofPreferred(double.class).vectorBitSize();
  }
}
