/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import java.io.Serial;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * Trains the sparse autoencoder of {@link dev.panblas.autoencoder.SparseAutoencoder} on the rows of
 * a data set, by L-BFGS on the driver; each step is one job of Spark.
 *
 * <p>The rows are laid out once, in blocks by their number, in native memory of the executors. The
 * sums of a step are added along the tree that {@link dev.panblas.autoencoder.Schedule#TILED} has
 * on one machine. The model therefore has the same bits on any number of partitions, and those of
 * {@code panblas train --schedule tiled} on the same rows, if all machines have the same library,
 * core and JDK, and either all or none of them have the JDK's module of the Vector API. {@link
 * SparseAutoencoderModel#summary} lists what computed.
 *
 * <p>With {@link AutoencoderParams#idCol}, the rows are ordered by it. Without, they are taken in
 * the order of the data set; Spark changes that order in a repartition, a join, and when it reads
 * Parquet.
 *
 * <p>A step uses as many threads in a task as {@code spark.task.cpus}.
 */
public final class SparseAutoencoder extends Estimator<SparseAutoencoderModel>
    implements AutoencoderParams, DefaultParamsWritable {

  @Serial private static final long serialVersionUID = 1L;

  /** Identifies this object, also in saved pipelines. */
  private final String uid;

  /** The parameters. */
  private final ParamDefinitions definitions;

  /** An estimator with a random uid. */
  public SparseAutoencoder() {
    this(Identifiable$.MODULE$.randomUID("sparseAutoencoder"));
  }

  /**
   * An estimator with a uid.
   *
   * @param uid identifies it, also in saved pipelines
   */
  public SparseAutoencoder(String uid) {
    this.uid = uid;
    this.definitions = new ParamDefinitions(this);
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
   * Trains.
   *
   * @param dataset has {@link AutoencoderParams#inputCol} and, if it is set, {@link
   *     AutoencoderParams#idCol}
   * @return the model
   * @throws IllegalArgumentException if a row is null or has a value that is not from 0 to 1 or
   *     another length than the others, an id is null or not unique, or there is no row; the
   *     message names the column and the row
   */
  @Override
  public SparseAutoencoderModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    SparseAutoencoderModel model = Training.run(this, dataset);
    model.setParent(this);
    return copyValues(model, ParamMap.empty());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    Optional<String> id = isSet(idCol()) ? Optional.of(getIdCol()) : Optional.empty();
    return Columns.withOutput(schema, getInputCol(), id, getOutputCol());
  }

  @Override
  public SparseAutoencoder copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /**
   * Sets {@link AutoencoderParams#inputCol}.
   *
   * @param value the name of a column
   * @return this
   */
  public SparseAutoencoder setInputCol(String value) {
    set(inputCol(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#outputCol}.
   *
   * @param value the name of a column
   * @return this
   */
  public SparseAutoencoder setOutputCol(String value) {
    set(outputCol(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#idCol}.
   *
   * @param value the name of a column
   * @return this
   */
  public SparseAutoencoder setIdCol(String value) {
    set(idCol(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#hidden}.
   *
   * @param value 1 or more
   * @return this
   */
  public SparseAutoencoder setHidden(int value) {
    set(hidden(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#weightDecay}.
   *
   * @param value 0 or more
   * @return this
   */
  public SparseAutoencoder setWeightDecay(double value) {
    set(weightDecay(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#sparsityWeight}.
   *
   * @param value 0 or more
   * @return this
   */
  public SparseAutoencoder setSparsityWeight(double value) {
    set(sparsityWeight(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#sparsity}.
   *
   * @param value between 0 and 1, both excluded
   * @return this
   */
  public SparseAutoencoder setSparsity(double value) {
    set(sparsity(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#maxIter}.
   *
   * @param value 0 or more
   * @return this
   */
  public SparseAutoencoder setMaxIter(int value) {
    set(maxIter(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#tol}.
   *
   * @param value 0 or more
   * @return this
   */
  public SparseAutoencoder setTol(double value) {
    set(tol(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#seed}.
   *
   * @param value any number
   * @return this
   */
  public SparseAutoencoder setSeed(long value) {
    set(seed(), value);
    return this;
  }

  /**
   * Sets {@link AutoencoderParams#precision}.
   *
   * @param value {@code single} or {@code double}
   * @return this
   */
  public SparseAutoencoder setPrecision(String value) {
    set(precision(), value);
    return this;
  }

  /**
   * Reads estimators that were saved.
   *
   * @return a reader
   */
  public static MLReader<SparseAutoencoder> read() {
    return new DefaultParamsReader<>();
  }

  /**
   * Reads an estimator that was saved.
   *
   * @param path the folder
   * @return the estimator
   */
  public static SparseAutoencoder load(String path) {
    return read().load(path);
  }
}
