/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The sparse autoencoder as an estimator of Spark ML.
 *
 * <p>{@link dev.panblas.spark.SparseAutoencoder} trains and {@link
 * dev.panblas.spark.SparseAutoencoderModel} transforms. {@code PartitionScan} counts and checks the
 * rows, {@code Layout} moves them into blocks ({@code SampleBlocks}), and {@code StepJob} is the
 * job of each step. {@code Processes} compares what the driver and the executors compute with.
 */
@NullMarked
package dev.panblas.spark;

import org.jspecify.annotations.NullMarked;
