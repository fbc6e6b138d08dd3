/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.autoencoder.Parameters;
import dev.panblas.cli.CommandRun;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.model.ModelFile;
import dev.panblas.cli.samples.PatchSettings;
import dev.panblas.cli.samples.Pictures;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.cli.samples.Whitening;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code encode} and {@code reconstruct}, compared with loops over the formulas. */
class EncodeCommandTest {

  private static final int HIDDEN = 3;
  private static final Path FILES = Path.of("src/test/resources/dev/panblas/cli/data");

  @TempDir private Path folder;
  private Path images;
  private Path out;

  @BeforeEach
  void createFolder() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    out = folder.resolve("out.npy");
  }

  private static Parameters parameters(int visible, Precision precision) {
    Vector theta = Vector.allocate(precision, Parameters.count(visible, HIDDEN));
    Random random = new Random(visible);
    for (int i = 0; i < theta.size(); i++) {
      theta.set(i, random.nextGaussian());
    }
    return Parameters.over(theta, visible, HIDDEN);
  }

  private Path write(Parameters parameters, Optional<Preprocessing> preprocessing)
      throws IOException {
    Path file = folder.resolve("model.npz");
    ModelFile.write(file, new Model(parameters, preprocessing), "");
    return file;
  }

  /** sigmoid(W x + b), one unit after the other. */
  private static double[] layer(Matrix weights, Vector biases, double[] inputs) {
    double[] outputs = new double[weights.rows()];
    for (int i = 0; i < outputs.length; i++) {
      double sum = biases.get(i);
      for (int j = 0; j < inputs.length; j++) {
        sum += weights.get(i, j) * inputs[j];
      }
      outputs[i] = 1 / (1 + Math.exp(-sum));
    }
    return outputs;
  }

  private static CommandRun run(String command, Path model, String option, Path input, Path out) {
    return CommandRun.of(
        command, "--backend=reference", "--model=" + model, option + "=" + input, "--out=" + out);
  }

  private double[][] encoded(Path model, String option, Path input) throws IOException {
    CommandRun run = run("encode", model, option, input, out);
    assertEquals(0, run.exitCode(), run.err());
    return NpyFile.read(Arena.ofAuto(), out).toArrays();
  }

  private Path data(double[][] samples) throws IOException {
    Path file = folder.resolve("x.npy");
    NpyFile.write(file, Matrix.of(samples));
    return file;
  }

  @ParameterizedTest
  @EnumSource
  void encodesAnArray(Precision precision) throws IOException {
    Parameters parameters = parameters(4, precision);
    Path model = write(parameters, Optional.empty());
    double[][] samples = {{0, 0.25, 0.5, 1}, {1, 0.75, 0.125, 0}};
    double[][] codes = encoded(model, "--data", data(samples));
    assertEquals(precision, NpyFile.read(Arena.ofAuto(), out).precision());
    double tolerance = precision == Precision.DOUBLE ? 1e-14 : 1e-6;
    for (int i = 0; i < samples.length; i++) {
      assertArrayEquals(layer(parameters.w1(), parameters.b1(), samples[i]), codes[i], tolerance);
    }
  }

  /** A picture of 8 x 7 pixels has 2 x 2 patches of 3 x 3; the rest is left out. */
  @Test
  void encodesThePatchesOfAPictureRowAfterRow() throws IOException {
    Parameters parameters = parameters(9, Precision.DOUBLE);
    double deviation = 0.07;
    Path model =
        write(
            parameters,
            Optional.of(new Preprocessing(new PatchSettings(3, false, Whitening.NONE), deviation)));
    BufferedImage image = Pictures.noise(8, 7, 5, BufferedImage.TYPE_BYTE_GRAY);
    Pictures.write(image, images.resolve("p.png"), "png");
    double[][] codes = encoded(model, "--images", images);
    int[][] corners = {{0, 0}, {0, 3}, {3, 0}, {3, 3}};
    assertEquals(corners.length, codes.length);
    for (int i = 0; i < corners.length; i++) {
      double[] patch = new double[9];
      for (int j = 0; j < 9; j++) {
        int x = corners[i][1] + j % 3;
        int y = corners[i][0] + j / 3;
        patch[j] = image.getRaster().getSample(x, y, 0) / 255.0;
      }
      double mean = Arrays.stream(patch).average().orElseThrow();
      double[] sample =
          Arrays.stream(patch)
              .map(v -> Math.max(-1, Math.min(1, (v - mean) / (3 * deviation))))
              .map(v -> 0.1 + 0.8 * (v + 1) / 2)
              .toArray();
      assertArrayEquals(layer(parameters.w1(), parameters.b1(), sample), codes[i], 1e-13);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GIVEN") // not for pictures of a folder
  void theCodeOfAPictureDoesNotDependOnOthers(Whitening whitening) throws IOException {
    Parameters parameters = parameters(4 * 4 * 3, Precision.SINGLE);
    Path model =
        write(
            parameters, Optional.of(new Preprocessing(new PatchSettings(4, true, whitening), 0.5)));
    Pictures.noisePng(images.resolve("m.png"), 23, 31, 1);
    double[][] alone = encoded(model, "--images", images);
    assertEquals(5 * 7, alone.length);
    Pictures.noisePng(images.resolve("a.png"), 17, 8, 2);
    Pictures.noisePng(images.resolve("z.png"), 40, 40, 3);
    double[][] all = encoded(model, "--images", images);
    assertEquals(4 * 2 + 35 + 100, all.length);
    for (int i = 0; i < alone.length; i++) {
      assertArrayEquals(alone[i], all[8 + i]);
    }
  }

  /** The pictures of make.py: (row - column) / 8 + k / 4, whose patches are not whitened again. */
  @Test
  void encodesTheWhitenedPicturesOfAnArray() throws IOException {
    Parameters parameters = parameters(9, Precision.DOUBLE);
    Preprocessing given = new Preprocessing(new PatchSettings(3, false, Whitening.GIVEN), 0.4);
    Path model = write(parameters, Optional.of(given));
    double[] sample = new double[9];
    for (int j = 0; j < 9; j++) {
      double pixel =
          (j / 3 - j % 3) / 8.0; // less the mean of the patch, which is that at its centre
      sample[j] = 0.1 + 0.8 * (pixel / 1.2 + 1) / 2;
    }
    double[] expected = layer(parameters.w1(), parameters.b1(), sample);
    for (String file : new String[] {"scipy.mat", "octave-v7.mat"}) {
      CommandRun run =
          CommandRun.of(
              "encode",
              "--backend=reference",
              "--model=" + model,
              "--images=" + FILES.resolve(file),
              "--variable=pictures",
              "--out=" + out);
      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.out().contains("pictures-2"), run.out());
      double[][] codes = NpyFile.read(Arena.ofAuto(), out).toArrays();
      assertEquals(2 * 2 * 2, codes.length);
      for (double[] code : codes) {
        assertArrayEquals(expected, code, 1e-13);
      }
    }
    Path results = folder.resolve("results");
    CommandRun drawn =
        CommandRun.of(
            "reconstruct",
            "--backend=reference",
            "--model=" + model,
            "--images=" + FILES.resolve("scipy.mat"),
            "--variable=pictures",
            "--out=" + results);
    assertEquals(0, drawn.exitCode(), drawn.err());
    BufferedImage picture = ImageIO.read(results.resolve("pictures-1.png").toFile());
    for (int x = 0; x < 6; x++) {
      int grey = (int) Math.round(255 * (0.5 - x / 8.0 / 2.4));
      assertEquals(grey, picture.getRaster().getSample(x, 0, 0));
      assertEquals(grey, picture.getRaster().getSample(6 + 8 + x, 0, 0), 1);
    }
    Pictures.noisePng(images.resolve("m.png"), 20, 20, 1);
    CommandRun png = run("encode", model, "--images", images, out);
    assertEquals(2, png.exitCode());
    assertTrue(png.error().contains("whitened already must be in a .mat file"), png.err());
  }

  /** A single row, and the rows of two blocks in another order, on a native library. */
  @ParameterizedTest
  @EnumSource
  void theCodeOfARowDoesNotDependOnOthers(Precision precision) throws IOException {
    Path model = write(parameters(9, precision), Optional.empty());
    Random random = new Random(3);
    double[][] samples =
        Stream.generate(() -> random.doubles(9).toArray()).limit(500).toArray(double[][]::new);
    double[][] reversed = Arrays.asList(samples).reversed().toArray(double[][]::new);
    double[][] codes = encodedByPanama(model, samples);
    double[][] reversedCodes = encodedByPanama(model, reversed);
    assertArrayEquals(codes[0], encodedByPanama(model, new double[][] {samples[0]})[0]);
    for (int i = 0; i < codes.length; i++) {
      assertArrayEquals(codes[i], reversedCodes[codes.length - 1 - i]);
    }
  }

  private double[][] encodedByPanama(Path model, double[][] samples) throws IOException {
    CommandRun run =
        CommandRun.of(
            "encode",
            "--backend=panama",
            "--model=" + model,
            "--data=" + data(samples),
            "--out=" + out);
    assertEquals(0, run.exitCode(), run.err());
    return NpyFile.read(Arena.ofAuto(), out).toArrays();
  }

  @Test
  void refusesWhatDoesNotFitInOneSentence() throws IOException {
    Path model = write(parameters(4, Precision.DOUBLE), Optional.empty());
    Path narrow = data(new double[][] {{0.5, 0.5}});
    CommandRun width = run("encode", model, "--data", narrow, out);
    assertEquals(2, width.exitCode());
    assertTrue(width.error().contains("must have 4 features, but those of"), width.err());

    Path large = data(new double[][] {{0, 0, 2, 0}});
    CommandRun range = run("encode", model, "--data", large, out);
    assertEquals(2, range.exitCode());
    assertTrue(range.error().contains("must be in [0, 1], but row 0, column 2"), range.err());

    Pictures.noisePng(images.resolve("m.png"), 20, 20, 1);
    CommandRun pictures = run("encode", model, "--images", images, out);
    assertEquals(2, pictures.exitCode());
    assertTrue(pictures.error().contains("made by hand: use --data"), pictures.err());

    CommandRun none = CommandRun.of("encode", "--model=" + model, "--out=" + out);
    assertEquals(2, none.exitCode());
    assertTrue(none.error().contains("exactly one of --data and --images"), none.err());

    Path nowhere = folder.resolve("nowhere").resolve("out.npy");
    assertEquals(2, run("encode", model, "--data", large, nowhere).exitCode());
    assertFalse(Files.exists(out));
  }

  @Test
  void replacesNeitherItsModelNorItsInput() throws IOException {
    Path model = write(parameters(4, Precision.DOUBLE), Optional.empty());
    Path input = data(new double[][] {{0, 0.25, 0.5, 1}});
    byte[] modelBytes = Files.readAllBytes(model);
    byte[] inputBytes = Files.readAllBytes(input);
    assertRefused(run("encode", model, "--data", input, input), "--data");
    assertRefused(run("encode", model, "--data", input, model), "--model");
    Path results = Files.createDirectory(folder.resolve("results"));
    Path earlier = Files.copy(input, results.resolve("reconstruction.npy"));
    assertRefused(run("reconstruct", model, "--data", earlier, results), "--data");
    assertRefused(run("reconstruct", model, "--images", images, images), "--images");
    Path picture = images.resolve("in.png");
    Pictures.noisePng(picture, 20, 20, 1);
    byte[] pictureBytes = Files.readAllBytes(picture);
    assertRefused(run("encode", model, "--images", images, picture), "--images");
    assertArrayEquals(pictureBytes, Files.readAllBytes(picture));
    assertArrayEquals(modelBytes, Files.readAllBytes(model));
    assertArrayEquals(inputBytes, Files.readAllBytes(input));
    assertArrayEquals(inputBytes, Files.readAllBytes(earlier));
  }

  private static void assertRefused(CommandRun run, String option) {
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.err().contains("a result must not replace an input, but "), run.err());
    assertTrue(run.err().contains(" is one (" + option + "): choose another --out"), run.err());
  }

  /** The error that is printed, and the file, from the formulas. */
  @Test
  void reconstructsAnArray() throws IOException {
    Parameters parameters = parameters(4, Precision.DOUBLE);
    Path model = write(parameters, Optional.empty());
    double[][] samples = {{0, 0.25, 0.5, 1}, {1, 0.75, 0.125, 0}};
    Path results = folder.resolve("results");
    CommandRun run = run("reconstruct", model, "--data", data(samples), results);
    assertEquals(0, run.exitCode(), run.err());
    double squares = 0;
    double[][] written =
        NpyFile.read(Arena.ofAuto(), results.resolve("reconstruction.npy")).toArrays();
    for (int i = 0; i < samples.length; i++) {
      double[] code = layer(parameters.w1(), parameters.b1(), samples[i]);
      double[] output = layer(parameters.w2(), parameters.b2(), code);
      assertArrayEquals(output, written[i], 1e-14);
      for (int j = 0; j < output.length; j++) {
        squares += Math.pow(output[j] - samples[i][j], 2);
      }
    }
    String error = String.format(Locale.ROOT, "error    %.6f", Math.sqrt(squares / 8));
    assertTrue(run.out().contains(error), run.out());
    assertTrue(ImageIO.read(results.resolve("samples.png").toFile()).getWidth() > 100);
  }

  /** What was done before a picture that fails is printed, and the picture is named. */
  @Test
  void printsTheTableBeforeAPictureThatFails() throws IOException {
    Path model =
        write(
            parameters(4, Precision.DOUBLE),
            Optional.of(new Preprocessing(new PatchSettings(2, false, Whitening.NONE), 1)));
    Pictures.noisePng(images.resolve("a.png"), 8, 8, 1);
    Path damaged = Files.write(images.resolve("b.png"), new byte[] {1, 2, 3});
    Pictures.noisePng(images.resolve("c.png"), 8, 8, 2);
    Path results = folder.resolve("results");
    CommandRun run = run("reconstruct", model, "--images", images, results);
    assertEquals(1, run.exitCode(), run.err());
    assertTrue(run.out().contains(results.resolve("a.png.png").toString()), run.out());
    assertTrue(run.error().contains("1 of 3 pictures are done: " + damaged), run.err());
    assertFalse(run.out().contains("error    0"), run.out());

    Files.delete(images.resolve("a.png"));
    Path none = folder.resolve("none");
    assertEquals(2, run("reconstruct", model, "--images", images, none).exitCode());
    assertFalse(Files.exists(none));
  }

  /** With an output layer that is 0.5 everywhere, the reconstruction is the mean of each patch. */
  @Test
  void drawsPicturesBesideTheirOriginals() throws IOException {
    Vector theta = Vector.allocate(Precision.DOUBLE, Parameters.count(4, HIDDEN));
    Path model =
        write(
            Parameters.over(theta, 4, HIDDEN),
            Optional.of(new Preprocessing(new PatchSettings(2, false, Whitening.NONE), 1)));
    BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_BYTE_GRAY);
    int[] pixels = {0, 100, 255, 255, 100, 200, 255, 255, 1, 2, 3, 4};
    image.getRaster().setSamples(0, 0, 4, 3, 0, pixels);
    Pictures.write(image, images.resolve("p.png"), "png");
    Path results = folder.resolve("results");
    CommandRun run = run("reconstruct", model, "--images", images, results);
    assertEquals(0, run.exitCode(), run.err());
    BufferedImage drawn = ImageIO.read(results.resolve("p.png.png").toFile());
    assertEquals(2, drawn.getHeight());
    assertEquals(3 * 4 + 2 * 8, drawn.getWidth());
    int[] original = {0, 100, 255, 255};
    for (int x = 0; x < 4; x++) {
      assertEquals(original[x], drawn.getRaster().getSample(x, 0, 0));
      assertEquals(original[x], drawn.getRaster().getSample(12 + x, 0, 0));
      assertEquals(x < 2 ? 100 : 255, drawn.getRaster().getSample(24 + x, 0, 0));
    }
    assertTrue(run.out().contains(results.resolve("p.png.png").toString()), run.out());
  }
}
