/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import static dev.panblas.spi.TileKernels.BLOCK_ROWS;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.panblas.matrix.Precision;
import dev.panblas.spark.SampleReader.FaultException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/**
 * Which blocks of the samples a partition has: those that begin in it. The rows before its first
 * block, fewer than a block, belong to the last block of a partition before it and are moved there.
 *
 * @param reader of the samples
 * @param precision of the blocks
 * @param visible the length of a sample
 * @param offsets the number of the first row of each partition, and the number of all rows
 */
record Layout(SampleReader reader, Precision precision, int visible, List<Long> offsets)
    implements Serializable {

  /**
   * Consecutive rows that are moved to another partition.
   *
   * @param firstRow the number of the first
   * @param samples of the rows
   */
  @DefaultSerializer(JavaSerializer.class) // Kryo cannot make records
  private record Moved(long firstRow, List<double[]> samples) implements Serializable {}

  /** Sends what has the key i to partition i. */
  private static final class ToPartition extends Partitioner {

    @Serial private static final long serialVersionUID = 1L;

    private final int partitions;

    ToPartition(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }
  }

  /**
   * The layout of partitions that were scanned.
   *
   * @throws IllegalArgumentException if a partition has too many rows
   */
  static Layout of(SampleReader reader, Precision precision, List<PartitionScan> scans) {
    List<Long> offsets = new ArrayList<>(List.of(0L));
    int visible = -1;
    for (PartitionScan scan : scans) {
      offsets.add(offsets.getLast() + scan.rows());
      visible = Math.max(visible, scan.length());
    }
    Layout layout = new Layout(reader, precision, visible, List.copyOf(offsets));
    for (int i = 0; i < scans.size(); i++) {
      if (layout.rows(i) > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a partition must have at most "
                + Integer.MAX_VALUE
                + " rows, but partition "
                + i
                + " has "
                + scans.get(i).rows()
                + ": use more partitions");
      }
    }
    return layout;
  }

  /** The number of samples. */
  long samples() {
    return offsets.getLast();
  }

  int partitions() {
    return offsets.size() - 1;
  }

  /** The first row of a partition that begins a block, or the end of the samples. */
  private long firstOwn(int partition) {
    return Math.min(Math.ceilDiv(offsets.get(partition), BLOCK_ROWS) * BLOCK_ROWS, samples());
  }

  /** The number of the first block of a partition, if it has one. */
  int firstBlock(int partition) {
    return Math.toIntExact(firstOwn(partition) / BLOCK_ROWS);
  }

  /** The number of rows of the blocks that begin in a partition. */
  long rows(int partition) {
    return firstOwn(partition + 1) - firstOwn(partition);
  }

  /** The partition whose last block the first rows of a partition belong to. */
  private int ownerOfFirst(int partition) {
    long blockStart = offsets.get(partition) / BLOCK_ROWS * BLOCK_ROWS;
    int owner = partition;
    while (offsets.get(owner) > blockStart) {
      owner--;
    }
    return owner;
  }

  private boolean movesFirst(int partition) {
    return offsets.get(partition) < Math.min(firstOwn(partition), offsets.get(partition + 1));
  }

  /**
   * The blocks of all partitions, at most one object in each.
   *
   * @param rows of which the partitions were scanned
   */
  JavaRDD<SampleBlocks> blocks(JavaRDD<Row> rows) {
    JavaRDD<SampleBlocks> own = rows.mapPartitionsWithIndex(this::own, false);
    if (IntStream.range(0, partitions()).noneMatch(this::movesFirst)) {
      return own;
    }
    JavaRDD<Moved> moved =
        JavaPairRDD.fromJavaRDD(rows.mapPartitionsWithIndex(this::moved, false))
            .partitionBy(new ToPartition(partitions()))
            .values();
    return own.zipPartitions(moved, Layout::join);
  }

  private Iterator<SampleBlocks> own(int partition, Iterator<Row> rows) {
    if (rows(partition) == 0) {
      return Collections.emptyIterator();
    }
    long first = firstOwn(partition);
    SampleBlocks blocks =
        new SampleBlocks(firstBlock(partition), precision, (int) rows(partition), visible);
    long row = offsets.get(partition);
    while (rows.hasNext()) {
      Row next = rows.next();
      if (row >= first && row < offsets.get(partition + 1)) {
        blocks.samples().row((int) (row - first)).copyFrom(sample(next));
      }
      row++;
    }
    if (row != offsets.get(partition + 1)) {
      throw otherRows(partition, row - offsets.get(partition));
    }
    return List.of(blocks).iterator();
  }

  private IllegalStateException otherRows(int partition, long rows) {
    return new IllegalStateException(
        "partition "
            + partition
            + " must have the same number of rows in each reading, but had "
            + (offsets.get(partition + 1) - offsets.get(partition))
            + " and has "
            + rows
            + ": set idCol, or cache the data first");
  }

  private Iterator<Tuple2<Integer, Moved>> moved(int partition, Iterator<Row> rows) {
    if (!movesFirst(partition)) {
      return Collections.emptyIterator();
    }
    long end = Math.min(firstOwn(partition), offsets.get(partition + 1));
    List<double[]> samples = new ArrayList<>();
    while (offsets.get(partition) + samples.size() < end) {
      if (!rows.hasNext()) { // must be called before each row
        throw otherRows(partition, samples.size());
      }
      samples.add(sample(rows.next()));
    }
    Moved moved = new Moved(offsets.get(partition), samples);
    return List.of(new Tuple2<>(ownerOfFirst(partition), moved)).iterator();
  }

  private static Iterator<SampleBlocks> join(Iterator<SampleBlocks> own, Iterator<Moved> moved) {
    if (!own.hasNext()) {
      return own;
    }
    SampleBlocks blocks = own.next();
    long first = (long) blocks.firstBlock() * BLOCK_ROWS;
    while (moved.hasNext()) {
      Moved next = moved.next();
      for (int i = 0; i < next.samples().size(); i++) {
        blocks.samples().row((int) (next.firstRow() + i - first)).copyFrom(next.samples().get(i));
      }
    }
    return List.of(blocks).iterator();
  }

  private double[] sample(Row row) {
    try {
      return reader.read(row, visible);
    } catch (FaultException changed) {
      throw new IllegalStateException(
          changed.fault().message("a row that was right when it was first read")
              + "; or cache the data first",
          changed);
    }
  }
}
