package dev.panblas.blas.javacpp;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A JavaCPP pointer to memory that Panblas owns: made without a copy, freed without a deallocator.
 * JNI keeps its arguments reachable until the call returns, so this one keeps the memory. {@link
 * FloatAddress} is its twin.
 */
final class DoubleAddress extends DoublePointer {

  @SuppressWarnings("unused") // keeps the memory reachable
  private final MemorySegment memory;

  DoubleAddress(MemorySegment memory) {
    super((Pointer) null);
    this.memory = memory;
    this.address = memory.address();
  }
}
