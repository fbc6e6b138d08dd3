/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import java.io.Serializable;
import java.util.List;

/**
 * How a model was trained.
 *
 * @param samples the number of rows
 * @param stopReason such as {@code iteration limit} or {@code converged}
 * @param evaluations the number of steps
 * @param costs the cost at the start and after each iteration
 * @param processes what the driver and the executors computed with: library, core, kernels, JDK and
 *     the presence of the JDK's module of the Vector API
 * @param differences where these differ, so that the bits of the model may; empty if nowhere
 */
public record TrainingSummary(
    long samples,
    String stopReason,
    int evaluations,
    List<Double> costs,
    List<String> processes,
    List<String> differences)
    implements Serializable {}
