/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a data set. */
final class Columns {

  private static final List<DataType> IDS =
      List.of(
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.StringType,
          DataTypes.DateType,
          DataTypes.TimestampType);

  private Columns() {}

  /**
   * A schema with the output column.
   *
   * @throws IllegalArgumentException if a column is missing or has another type, or there is an
   *     output column already
   */
  static StructType withOutput(
      StructType schema, String input, Optional<String> id, String output) {
    DataType samples = field("inputCol", schema, input).dataType();
    boolean isArray =
        samples instanceof ArrayType array
            && (array.elementType().equals(DataTypes.DoubleType)
                || array.elementType().equals(DataTypes.FloatType));
    if (!isArray && !samples.equals(SQLDataTypes.VectorType())) {
      throw new IllegalArgumentException(
          "inputCol must name a column of vectors, of arrays of double or of arrays of float, but"
              + " column '"
              + input
              + "' has the type "
              + samples.simpleString()
              + ": convert it, for example by VectorAssembler");
    }
    if (id.isPresent()) {
      DataType type = field("idCol", schema, id.get()).dataType();
      if (!IDS.contains(type)) {
        throw new IllegalArgumentException(
            "idCol must name a column of whole numbers, strings, dates or timestamps, but column '"
                + id.get()
                + "' has the type "
                + type.simpleString()
                + ": convert it, for example by cast");
      }
    }
    // Spark resolves names without case by default.
    for (String name : schema.fieldNames()) {
      if (name.equalsIgnoreCase(output)) {
        throw new IllegalArgumentException(
            "outputCol must name a new column, but the data have a column '"
                + name
                + "': choose another name");
      }
    }
    return schema.add(output, SQLDataTypes.VectorType(), true);
  }

  /** A column by its whole name, which may have dots. */
  static Column column(Dataset<?> dataset, String name) {
    return dataset.col("`" + name.replace("`", "``") + "`");
  }

  private static StructField field(String param, StructType schema, String name) {
    for (StructField field : schema.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException(
        param
            + " must name a column, but the data have no column '"
            + name
            + "': they have "
            + String.join(", ", schema.fieldNames()));
  }
}
