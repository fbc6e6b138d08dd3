/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/**
 * The sparse autoencoder: its cost and gradient, computed by one of several schedules.
 *
 * <p>{@link dev.panblas.autoencoder.SparseAutoencoder} and {@link
 * dev.panblas.autoencoder.Backpropagation} are a step, with and without the forward pass. Both
 * check the parameters and add the weight decay in {@code CostAndGradient}; a {@code
 * GradientSchedule} computes the rest. {@code PerSampleSchedule} and {@code BatchedSchedule} call
 * the routines of the {@link dev.panblas.blas.Blas}.
 *
 * <p>{@code TiledSchedule} and {@code TiledBackpropagation} compute tiles with the operations of
 * {@link dev.panblas.spi.TileKernels}: those of a backend, or {@code GemmTiles}. {@code Tiling}
 * divides the samples into blocks, tiles and parts; {@code TiledSweep} has the parts computed by
 * threads, each with a {@code TileWorker} of its own, and adds the {@code BlockSums} along a binary
 * tree. {@code SampleSums} are the sums by column, which all schedules have.
 *
 * <p>With samples on several machines, {@link dev.panblas.autoencoder.RangeSums} computes on each
 * of them the sums of its blocks, {@link dev.panblas.autoencoder.SubtreeSums}, and {@link
 * dev.panblas.autoencoder.PartitionedAutoencoder} makes cost and gradient of all sums.
 */
@NullMarked
package dev.panblas.autoencoder;

import org.jspecify.annotations.NullMarked;
