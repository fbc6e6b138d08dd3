/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.encode;

import dev.panblas.blas.Blas;
import dev.panblas.cli.chart.PngFile;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.samples.PatchGrid;
import dev.panblas.cli.samples.PictureSet;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.cli.shared.TextTable;
import dev.panblas.matrix.Matrix;
import dev.panblas.npy.NpyFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code panblas reconstruct}. */
@Command(
    name = "reconstruct",
    sortOptions = false,
    description = {
      "Apply a trained model, draw its reconstructions beside the originals, and print the error.",
      "",
      "With --images it writes one file for each picture, such as a.jpg.png for a.jpg. The file"
          + " shows, from left to right, the picture, the filtered picture that the model reads,"
          + " and its reconstruction. With --data it writes reconstruction.npy, and samples.png,"
          + " which shows the first samples, each with its reconstruction on the right. The error"
          + " is the root mean square of all differences between samples and reconstructions; the"
          + " values of samples are from 0 to 1.",
      ""
    })
public final class ReconstructCommand implements Callable<Integer> {

  private static final String ARRAY = "reconstruction.npy";

  @Spec private CommandSpec spec;

  @Mixin private final Input input = new Input();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The folder for the pictures. It is created if it is missing. Default: a new folder,"
              + " out/reconstruct-1, then out/reconstruct-2.")
  private @Nullable Path out;

  @Mixin private final BackendOptions backendOptions = new BackendOptions();

  /** Creates the command. */
  @SuppressWarnings("NullAway.Init") // picocli sets the options
  public ReconstructCommand() {}

  @Override
  public Integer call() throws InputException, IOException {
    PrintWriter printed = spec.commandLine().getOut();
    try (Arena arena = Arena.ofShared()) { // several threads compute a product
      Model model = input.model(arena);
      if (out != null) {
        input.requireOther(out);
        input.requireOther(out.resolve(ARRAY));
      }
      Optional<PictureSet> pictures = input.pictures();
      Blas blas = Blas.over(backendOptions.select().open());
      try (OutputFolder results = OutputFolder.prepare(out, "reconstruct")) {
        Path folder = results.path();
        Difference error =
            pictures.isPresent()
                ? pictures(folder, blas, model, pictures.get(), printed)
                : array(folder, arena, blas, model, printed);
        printed.println("error    " + error);
        printed.flush();
      }
    }
    return ExitCode.OK;
  }

  /** The sum of squared differences of some values. */
  private record Difference(double squares, long values) {

    static Difference of(Matrix samples, Matrix reconstruction) {
      double sum = 0;
      for (int i = 0; i < samples.rows(); i++) {
        double[] sample = samples.row(i).toDoubleArray();
        double[] output = reconstruction.row(i).toDoubleArray();
        for (int j = 0; j < sample.length; j++) {
          sum += (output[j] - sample[j]) * (output[j] - sample[j]);
        }
      }
      return new Difference(sum, (long) samples.rows() * samples.columns());
    }

    Difference plus(Difference other) {
      return new Difference(squares + other.squares, values + other.values);
    }

    /** The root mean square. */
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.6f", Math.sqrt(squares / values));
    }
  }

  /** Draws all pictures. If one fails, the table of those before it is printed. */
  private Difference pictures(
      Path folder, Blas blas, Model model, PictureSet pictures, PrintWriter printed)
      throws InputException, IOException {
    Preprocessing preprocessing = input.preprocessing(model);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("error", "file"));
    Difference total = new Difference(0, 0);
    int all = pictures.pictures().size();
    for (PictureSet.Source picture : pictures.pictures()) {
      try (Arena scratch = Arena.ofShared()) {
        PatchGrid grid = PatchGrid.of(scratch, model.precision(), picture, preprocessing);
        Matrix output = reconstruct(scratch, blas, model, grid.samples());
        Path file = folder.resolve(picture.name() + ".png");
        write(folder, file, grid.beside(output));
        Difference error = Difference.of(grid.samples(), output);
        table.add(List.of(error.toString(), file.toString()));
        total = total.plus(error);
      } catch (InputException unusable) {
        int done = table.size() - 1;
        if (done == 0) {
          throw unusable;
        }
        printed.print(TextTable.of(table));
        printed.flush();
        throw new IOException(
            String.format(
                Locale.ROOT, "%d of %d pictures are done: %s", done, all, Errors.message(unusable)),
            unusable);
      }
    }
    printed.print(TextTable.of(table));
    return total;
  }

  private Difference array(Path folder, Arena arena, Blas blas, Model model, PrintWriter printed)
      throws InputException, IOException {
    Matrix samples = input.array(arena, model);
    Matrix output = reconstruct(arena, blas, model, samples);
    Path array = folder.resolve(ARRAY);
    Path picture = folder.resolve("samples.png");
    try {
      NpyFile.write(array, output);
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    }
    int channels = model.channels();
    write(folder, picture, SamplePairs.draw(samples, output, channels));
    printed.println("files    " + array);
    printed.println("         " + picture);
    return Difference.of(samples, output);
  }

  private static Matrix reconstruct(Arena arena, Blas blas, Model model, Matrix samples) {
    return model.decode(arena, blas, model.encode(arena, blas, samples));
  }

  private static void write(Path folder, Path file, BufferedImage picture) throws IOException {
    try {
      PngFile.write(file, picture);
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    }
  }
}
