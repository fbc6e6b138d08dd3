/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.panblas.spark.SampleReader.Fault;
import dev.panblas.spark.SampleReader.FaultException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What one reading of a partition found, before the samples are laid out.
 *
 * @param rows the number of rows; of those before the fault, if there is one
 * @param length of the samples; -1 if there is no row
 * @param firstId of the first row, or null
 * @param fault of the row after these rows, or null
 * @param faultId of that row, or null
 */
@DefaultSerializer(JavaSerializer.class) // Kryo cannot make records
record PartitionScan(
    long rows,
    int length,
    @Nullable String firstId,
    @Nullable Fault fault,
    @Nullable String faultId)
    implements Serializable {

  /** The place of the id in a row, if there is one. */
  private static final int ID = 1;

  /**
   * Reads all rows once, and checks them.
   *
   * @param rows of samples and ids; ordered by the id if there is one
   * @param idColumn the name of the column of the ids, if there is one
   * @return the scans of the partitions, without faults
   * @throws IllegalArgumentException if there is no row, or a row is refused
   */
  static List<PartitionScan> all(
      JavaRDD<Row> rows, SampleReader reader, Optional<String> idColumn) {
    String id = idColumn.orElse(null); // an Optional cannot be sent to executors
    List<PartitionScan> scans =
        rows.mapPartitions(partition -> List.of(scan(partition, reader, id)).iterator()).collect();
    int length = -1;
    long before = 0;
    for (PartitionScan scan : scans) {
      if (length >= 0 && scan.length >= 0 && scan.length != length) {
        throw refusal(reader.otherLength(scan.length, length), idColumn, scan.firstId, before);
      }
      if (scan.fault != null) {
        throw refusal(scan.fault, idColumn, scan.faultId, before + scan.rows);
      }
      length = length < 0 ? scan.length : length;
      before += scan.rows;
    }
    if (before == 0) {
      throw new IllegalArgumentException(
          "column '"
              + reader.column()
              + "' must have 1 sample or more, but the data have no rows: check what they were read"
              + " or filtered from");
    }
    return scans;
  }

  private static IllegalArgumentException refusal(
      Fault fault, Optional<String> idColumn, @Nullable String id, long row) {
    String name =
        id == null
            ? "row " + row + " (counted from 0)"
            : "the row with " + idColumn.orElseThrow() + " = " + id;
    return new IllegalArgumentException(fault.message(name));
  }

  private static PartitionScan scan(
      Iterator<Row> partition, SampleReader reader, @Nullable String idColumn) {
    long rows = 0;
    int length = -1;
    String firstId = null;
    Object lastId = null;
    while (partition.hasNext()) {
      Row row = partition.next();
      String id = null;
      try {
        if (idColumn != null) {
          Object value = row.get(ID);
          id = checkedId(idColumn, value, lastId);
          lastId = value;
        }
        length = reader.read(row, length).length;
      } catch (FaultException refused) {
        return new PartitionScan(rows, length, firstId, refused.fault(), id);
      }
      firstId = rows == 0 ? id : firstId;
      rows++;
    }
    return new PartitionScan(rows, length, firstId, null, null);
  }

  /** Equal ids are in one partition, one after the other. */
  private static String checkedId(String column, @Nullable Object id, @Nullable Object last)
      throws FaultException {
    if (id == null) {
      throw new FaultException(
          new Fault(
              column, "have an id in each row", "is null", "remove such rows, or give them an id"));
    }
    if (Objects.equals(id, last)) {
      throw new FaultException(
          new Fault(
              column,
              "have an id of its own in each row",
              "has the id " + id + " of the row before it",
              "remove the copies, for example by dropDuplicates"));
    }
    return String.valueOf(id);
  }
}
