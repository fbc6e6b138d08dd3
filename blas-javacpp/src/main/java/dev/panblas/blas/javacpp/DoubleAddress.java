package dev.panblas.blas.javacpp;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A JavaCPP pointer to memory that Panblas owns: made without a copy, freed without a deallocator.
 * JNI keeps its arguments reachable until the call returns, so this one keeps the memory.
 */
final class DoubleAddress extends DoublePointer {

  @SuppressWarnings("unused") // held, not read
  private final MemorySegment memory;

  DoubleAddress(MemorySegment memory) {
    super((Pointer) null);
    this.memory = memory;
    this.address = memory.address();
  }
}
