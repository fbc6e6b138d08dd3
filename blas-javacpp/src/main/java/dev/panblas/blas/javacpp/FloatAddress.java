package dev.panblas.blas.javacpp;

import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** {@link DoubleAddress} for single precision. */
final class FloatAddress extends FloatPointer {

  @SuppressWarnings("unused") // held, not read
  private final MemorySegment memory;

  FloatAddress(MemorySegment memory) {
    super((Pointer) null);
    this.memory = memory;
    this.address = memory.address();
  }
}
