package dev.panblas.blas.javacpp;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A JavaCPP pointer to memory that Panblas owns: made without a copy, freed without a deallocator.
 * JNI keeps its arguments reachable until the call returns, so this one keeps the memory. {@link
 * DoubleAddress} is its twin.
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
