/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.model;

import com.google.gson.JsonParseException;
import dev.panblas.autoencoder.Parameters;
import dev.panblas.cli.samples.PatchSettings;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.cli.samples.Whitening;
import dev.panblas.cli.shared.EnumName;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.Json;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFormatException;
import dev.panblas.npy.NpzFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads and writes a model as {@code .npz}, NumPy's archive of arrays: a zip with the entries W1
 * (hidden x visible), W2 (visible x hidden), b1 (hidden) and b2 (visible), each a {@code .npy} in
 * the parameters' precision. If the model is for pictures, the entry {@code preprocessing.json}
 * says how they become samples; NumPy returns it as bytes. The zip's comment names what computed
 * the model. The same model and comment give the same bytes.
 */
public final class ModelFile {

  private static final String PREPROCESSING = "preprocessing.json";

  /** The preprocessing in the file. */
  private record Stored(
      @Nullable Integer patch,
      @Nullable Boolean colour,
      @Nullable String whitening,
      @Nullable Double deviation) {}

  private ModelFile() {}

  // ---- writing

  /**
   * Writes a model. The file is complete or not there.
   *
   * @param file the file
   * @param model read
   * @param comment of the zip
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, Model model, String comment) throws IOException {
    Parameters parameters = model.parameters();
    NpzFile.writeCompressed(
        file,
        archive -> {
          archive
              .comment(comment)
              .add("W1", parameters.w1())
              .add("W2", parameters.w2())
              .add("b1", parameters.b1())
              .add("b2", parameters.b2());
          if (model.preprocessing().isPresent()) {
            archive.add(PREPROCESSING, json(model.preprocessing().get()));
          }
        });
  }

  private static byte[] json(Preprocessing preprocessing) {
    PatchSettings patches = preprocessing.patches();
    Stored stored =
        new Stored(
            patches.size(),
            patches.colour(),
            EnumName.of(patches.whitening()),
            preprocessing.deviation());
    return Json.of(stored).getBytes(StandardCharsets.UTF_8);
  }

  // ---- reading

  /**
   * Reads a model: one of {@link #write}, or any archive of {@code numpy.savez} with the arrays W1,
   * W2, b1 and b2. If their precisions differ, all become double.
   *
   * @param arena the owner of the parameters
   * @param file the file
   * @return the model
   * @throws InputException if the file is not such an archive, is damaged, an array is missing or
   *     has another shape than the others need, or an element is not finite
   * @throws IOException if it cannot be read
   */
  public static Model read(Arena arena, Path file) throws InputException, IOException {
    try (NpzFile archive = NpzFile.open(file);
        Arena scratch = Arena.ofConfined()) {
      Parameters parameters =
          parameters(
              arena,
              file,
              array(scratch, file, archive, "W1"),
              array(scratch, file, archive, "W2"),
              array(scratch, file, archive, "b1"),
              array(scratch, file, archive, "b2"));
      return new Model(parameters, preprocessing(file, archive, parameters.w1().columns()));
    } catch (NoSuchFileException missing) {
      throw new InputException(
          "a model must be a .npz file, but there is no file " + file, missing);
    } catch (NpyFormatException unusable) {
      throw new InputException(
          "a model must be a model.npz of panblas train, or an archive of numpy.savez with W1, W2,"
              + " b1 and b2, but "
              + Errors.message(unusable),
          unusable);
    }
  }

  private static Matrix array(Arena arena, Path file, NpzFile archive, String name)
      throws InputException, IOException {
    if (!archive.names().contains(name)) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s must have the arrays W1, W2, b1 and b2, but has no %s (it has: %s): name a"
                  + " model.npz, or add the array",
              file,
              name,
              String.join(", ", archive.names())));
    }
    return archive.read(arena, name);
  }

  private static Parameters parameters(
      Arena arena, Path file, Matrix w1, Matrix w2, Matrix b1, Matrix b2) throws InputException {
    int hidden = w1.rows();
    int visible = w1.columns();
    int count;
    try {
      count = Parameters.count(visible, hidden);
    } catch (IllegalArgumentException wrong) {
      throw new InputException(file + ": " + Errors.message(wrong), wrong);
    }
    boolean isSingle =
        Stream.of(w1, w2, b1, b2).allMatch(array -> array.precision() == Precision.SINGLE);
    Precision precision = isSingle ? Precision.SINGLE : Precision.DOUBLE;
    Parameters parameters =
        Parameters.over(Vector.allocate(arena, precision, count), visible, hidden);
    parameters.w1().copyFrom(w1);
    parameters.w2().copyFrom(requireShape(file, w1, "W2", w2, visible, hidden));
    parameters.b1().asRow().copyFrom(requireShape(file, w1, "b1", asRow(b1), 1, hidden));
    parameters.b2().asRow().copyFrom(requireShape(file, w1, "b2", asRow(b2), 1, visible));
    for (Map.Entry<String, Vector> block : parameters.blocks().entrySet()) {
      for (double value : block.getValue().toDoubleArray()) {
        if (!Double.isFinite(value)) {
          throw new InputException(
              String.format(
                  Locale.ROOT,
                  "all elements of a model must be finite, but %s of %s has %s: train it again",
                  block.getKey(),
                  file,
                  value));
        }
      }
    }
    return parameters;
  }

  /** A vector of shape (n, 1) as a row. */
  private static Matrix asRow(Matrix array) {
    return array.columns() == 1 ? array.transposed() : array;
  }

  private static Matrix requireShape(
      Path file, Matrix w1, String name, Matrix array, int rows, int columns)
      throws InputException {
    if (array.rows() != rows || array.columns() != columns) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s: W1 has %d hidden x %d visible units, so that %s must have %d x %d elements, but"
                  + " has %d x %d: transpose or correct it",
              file,
              w1.rows(),
              w1.columns(),
              name,
              rows,
              columns,
              array.rows(),
              array.columns()));
    }
    return array;
  }

  private static Optional<Preprocessing> preprocessing(Path file, NpzFile archive, int visible)
      throws InputException, IOException {
    if (!archive.names().contains(PREPROCESSING)) {
      return Optional.empty();
    }
    String json = new String(archive.readBytes(PREPROCESSING), StandardCharsets.UTF_8);
    try {
      return Optional.of(preprocessing(Json.parse(json, Stored.class), visible));
    } catch (JsonParseException | IllegalArgumentException | TypeConversionException wrong) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s of %s is not valid (%s): train the model again, or remove that entry and encode"
                  + " with --data",
              PREPROCESSING,
              file,
              Errors.message(wrong)),
          wrong);
    }
  }

  private static Preprocessing preprocessing(Stored stored, int visible) {
    if (stored.patch() == null
        || stored.colour() == null
        || stored.whitening() == null
        || stored.deviation() == null) {
      throw new IllegalArgumentException(
          "it must have patch, colour, whitening and deviation, but one is missing");
    }
    Whitening whitening = new EnumName<>(Whitening.class).convert(stored.whitening());
    PatchSettings patches = new PatchSettings(stored.patch(), stored.colour(), whitening);
    if (patches.features() != visible) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "its patches must have one value for each of %d visible units, but have %d",
              visible,
              patches.features()));
    }
    return new Preprocessing(patches, stored.deviation());
  }
}
