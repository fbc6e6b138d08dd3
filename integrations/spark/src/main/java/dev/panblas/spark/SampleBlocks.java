/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serial;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.spark.util.KnownSizeEstimation;
import org.jspecify.annotations.Nullable;

/**
 * The samples of consecutive blocks, in native memory, which the collector frees with this object.
 * Spark counts its size, and writes it to a disk if it needs the memory.
 */
@DefaultSerializer(JavaSerializer.class) // Kryo has no serializer for externalizable classes
public final class SampleBlocks implements Externalizable, KnownSizeEstimation {

  @Serial private static final long serialVersionUID = 1L;

  private static final int CHUNK_BYTES = 1 << 20;

  /** What this object and its views take of the heap, about. */
  private static final long HEAP_BYTES = 1024;

  private int firstBlock;
  private transient @Nullable Matrix samples; // null until the object is read

  /** Called when an object is read. */
  public SampleBlocks() {}

  /** Allocates memory for a number of samples, 1 or more. */
  SampleBlocks(int firstBlock, Precision precision, int rows, int visible) {
    this.firstBlock = firstBlock;
    this.samples = Matrix.allocate(Arena.ofAuto(), precision, rows, visible);
  }

  int firstBlock() {
    return firstBlock;
  }

  /** One sample in each row, row-major and contiguous. */
  Matrix samples() {
    if (samples == null) {
      throw new IllegalStateException("the samples must be read first");
    }
    return samples;
  }

  private MemorySegment memory() {
    return samples().segment();
  }

  @Override
  public long estimatedSize() {
    return HEAP_BYTES + memory().byteSize();
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    Matrix matrix = samples();
    out.writeInt(firstBlock);
    out.writeInt(matrix.precision().bytes());
    out.writeInt(matrix.rows());
    out.writeInt(matrix.columns());
    byte[] chunk = new byte[CHUNK_BYTES];
    MemorySegment memory = memory();
    for (long at = 0; at < memory.byteSize(); at += CHUNK_BYTES) {
      int size = (int) Math.min(CHUNK_BYTES, memory.byteSize() - at);
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, chunk, 0, size);
      out.write(chunk, 0, size);
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    firstBlock = in.readInt();
    Precision precision = in.readInt() == Float.BYTES ? Precision.SINGLE : Precision.DOUBLE;
    samples = Matrix.allocate(Arena.ofAuto(), precision, in.readInt(), in.readInt());
    byte[] chunk = new byte[CHUNK_BYTES];
    MemorySegment memory = memory();
    for (long at = 0; at < memory.byteSize(); at += CHUNK_BYTES) {
      int size = (int) Math.min(CHUNK_BYTES, memory.byteSize() - at);
      in.readFully(chunk, 0, size);
      MemorySegment.copy(chunk, 0, memory, ValueLayout.JAVA_BYTE, at, size);
    }
  }
}
