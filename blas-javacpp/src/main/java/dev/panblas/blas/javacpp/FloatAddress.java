/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.javacpp;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A JavaCPP pointer to memory that Panblas owns. It copies nothing and has no deallocator. JNI
 * keeps the pointer reachable until the call returns, and the pointer keeps the memory. The twin is
 * {@link DoubleAddress}.
 */
final class FloatAddress extends FloatPointer {

  @SuppressWarnings("unused") // keeps the memory reachable
  private final MemorySegment memory;

  FloatAddress(MemorySegment memory) {
    super((Pointer) null);
    this.memory = memory;
    this.address = memory.address();
  }
}
