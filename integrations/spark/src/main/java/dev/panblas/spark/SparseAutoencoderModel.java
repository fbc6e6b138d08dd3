/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import dev.panblas.autoencoder.Parameters;
import java.io.Serial;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * A trained autoencoder. {@link #transform} adds the activations of the hidden units, which are
 * computed in double by Spark's tasks, row by row, from the weights in the precision of the
 * training.
 */
public final class SparseAutoencoderModel extends Model<SparseAutoencoderModel>
    implements AutoencoderParams, MLWritable {

  @Serial private static final long serialVersionUID = 1L;

  /** Identifies this object, also in saved pipelines. */
  private final String uid;

  /** The parameters. */
  private final ParamDefinitions definitions;

  /** W1, W2, b1, b2. */
  private final double[] theta;

  /** The number of values of a sample. */
  private final int visible;

  /** The number of hidden units. */
  private final int hiddenUnits;

  /** How the model was trained. */
  private final TrainingSummary summary;

  SparseAutoencoderModel(String uid, double[] theta, int visible, TrainingSummary summary) {
    this.uid = uid;
    this.definitions = new ParamDefinitions(this);
    this.theta = theta;
    this.visible = visible;
    this.hiddenUnits = (theta.length - visible) / (2 * visible + 1);
    this.summary = summary;
    if (theta.length != Parameters.count(visible, hiddenUnits)) {
      throw new IllegalArgumentException(
          "a model must have 2 n p + n + p parameters, but has "
              + theta.length
              + " for n = "
              + visible
              + ": save it again");
    }
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public ParamDefinitions definitions() {
    return definitions;
  }

  /**
   * All parameters.
   *
   * @return W1, W2, b1 and b2, one after the other, row after row, as {@link Parameters} has them
   */
  public DenseVector weights() {
    return new DenseVector(theta.clone());
  }

  /**
   * The weights from the visible to the hidden units.
   *
   * @return hidden x visible
   */
  public DenseMatrix w1() {
    return matrix(0, hiddenUnits, visible);
  }

  /**
   * The weights from the hidden to the output units.
   *
   * @return visible x hidden
   */
  public DenseMatrix w2() {
    return matrix(hiddenUnits * visible, visible, hiddenUnits);
  }

  private DenseMatrix matrix(int from, int rows, int columns) {
    boolean byRows = true;
    return new DenseMatrix(
        rows, columns, Arrays.copyOfRange(theta, from, from + rows * columns), byRows);
  }

  /**
   * The biases of the hidden units.
   *
   * @return hidden elements
   */
  public DenseVector b1() {
    int from = 2 * hiddenUnits * visible;
    return new DenseVector(Arrays.copyOfRange(theta, from, from + hiddenUnits));
  }

  /**
   * The biases of the output units.
   *
   * @return visible elements
   */
  public DenseVector b2() {
    return new DenseVector(Arrays.copyOfRange(theta, theta.length - visible, theta.length));
  }

  /**
   * The number of values of a sample.
   *
   * @return 1 or more
   */
  public int numFeatures() {
    return visible;
  }

  /**
   * How the model was trained, and what computed.
   *
   * @return costs, steps and processes
   */
  public TrainingSummary summary() {
    return summary;
  }

  /**
   * Adds the column {@link AutoencoderParams#outputCol}: sigmoid(W1 x + b1) of each sample x in
   * {@link AutoencoderParams#inputCol}.
   *
   * @param dataset has {@link AutoencoderParams#inputCol}; a row that the estimator would refuse
   *     fails the job that reads it
   * @return the data set with the column
   */
  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    Encoder encoder = new Encoder(new SampleReader(getInputCol(), 0), theta, visible, hiddenUnits);
    return dataset.withColumn(
        getOutputCol(),
        functions
            .udf(encoder, SQLDataTypes.VectorType())
            .apply(Columns.column(dataset, getInputCol())));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return Columns.withOutput(schema, getInputCol(), Optional.empty(), getOutputCol());
  }

  @Override
  public SparseAutoencoderModel copy(ParamMap extra) {
    SparseAutoencoderModel copy = new SparseAutoencoderModel(uid, theta, visible, summary);
    copyValues(copy, extra);
    return copy.setParent(parent());
  }

  /**
   * Sets {@link AutoencoderParams#inputCol}.
   *
   * @param value the name of a column
   * @return this
   */
  public SparseAutoencoderModel setInputCol(String value) {
    set(inputCol(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#outputCol}.
   *
   * @param value the name of a column
   * @return this
   */
  public SparseAutoencoderModel setOutputCol(String value) {
    set(outputCol(), value);
    return this;
  }

  @Override
  public MLWriter write() {
    return new ModelFiles.Writer(this);
  }

  /**
   * Reads models that were saved.
   *
   * @return a reader
   */
  public static MLReader<SparseAutoencoderModel> read() {
    return new ModelFiles.Reader();
  }

  /**
   * Reads a model that was saved.
   *
   * @param path the folder
   * @return the model, with the same bits
   */
  public static SparseAutoencoderModel load(String path) {
    return read().load(path);
  }
}
