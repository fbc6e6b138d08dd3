/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import java.util.List;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The folder of a saved model: Spark's metadata, and one row of Parquet with the weights and the
 * summary.
 */
final class ModelFiles {

  private static final DataType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType, false);
  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, false);

  private static final StructType SCHEMA =
      new StructType()
          .add("theta", NUMBERS, false)
          .add("visible", DataTypes.IntegerType, false)
          .add("samples", DataTypes.LongType, false)
          .add("stopReason", DataTypes.StringType, false)
          .add("evaluations", DataTypes.IntegerType, false)
          .add("costs", NUMBERS, false)
          .add("processes", TEXTS, false)
          .add("differences", TEXTS, false);

  private ModelFiles() {}

  private static String data(String path) {
    return path + "/data";
  }

  static final class Writer extends MLWriter {

    private final SparseAutoencoderModel model;

    Writer(SparseAutoencoderModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      DefaultParamsWriter$.MODULE$.saveMetadata(model, path, sparkSession());
      TrainingSummary summary = model.summary();
      Row row =
          RowFactory.create(
              model.weights().values(),
              model.numFeatures(),
              summary.samples(),
              summary.stopReason(),
              summary.evaluations(),
              summary.costs().toArray(),
              summary.processes().toArray(),
              summary.differences().toArray());
      sparkSession().createDataFrame(List.of(row), SCHEMA).coalesce(1).write().parquet(data(path));
    }
  }

  static final class Reader extends MLReader<SparseAutoencoderModel> {

    @Override
    public SparseAutoencoderModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader$.MODULE$.loadMetadata(
              path, sparkSession(), SparseAutoencoderModel.class.getName());
      List<Row> rows = sparkSession().read().schema(SCHEMA).parquet(data(path)).takeAsList(2);
      if (rows.size() != 1 || rows.getFirst().isNullAt(0)) {
        throw new IllegalArgumentException(
            "the data of a model must be one row, but "
                + data(path)
                + " has "
                + (rows.isEmpty() ? "none" : rows.size() == 1 ? "no weights" : "more")
                + ": save the model again");
      }
      Row row = rows.getFirst();
      SparseAutoencoderModel model =
          new SparseAutoencoderModel(
              metadata.uid(),
              row.<Double>getList(0).stream().mapToDouble(Double::doubleValue).toArray(),
              row.getInt(1),
              new TrainingSummary(
                  row.getLong(2),
                  row.getString(3),
                  row.getInt(4),
                  List.copyOf(row.<Double>getList(5)),
                  List.copyOf(row.<String>getList(6)),
                  List.copyOf(row.<String>getList(7))));
      metadata.getAndSetParams(model, metadata.getAndSetParams$default$2());
      return model;
    }
  }
}
