/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.samples;

import dev.panblas.matrix.Matrix;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Samples, and how they were made.
 *
 * @param matrix one sample a row, from 0 to 1
 * @param preprocessing of the pictures; empty if the samples are those of an array
 * @param format of the file: such as {@code npy}, or {@code pictures} for a folder
 * @param fileHash the SHA-256 of the array's file, or of the text that {@code sha256sum} prints for
 *     the pictures; null for a pipe
 */
public record Samples(
    Matrix matrix,
    Optional<Preprocessing> preprocessing,
    String format,
    @Nullable String fileHash) {}
