/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import java.util.function.IntFunction;

/**
 * Grey pictures of one size.
 *
 * @param name of the variable that has them
 * @param height of each, in pixels
 * @param width of each, in pixels
 * @param count how many there are
 * @param pixels returns a new array with the pixels of a picture, counted from 0: row after row
 * @param format what the file is
 * @param fileHash the file's SHA-256
 */
public record PictureStack(
    String name,
    int height,
    int width,
    int count,
    IntFunction<double[]> pixels,
    String format,
    String fileHash) {}
