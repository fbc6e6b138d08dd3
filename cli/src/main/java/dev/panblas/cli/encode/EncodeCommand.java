/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.encode;

import dev.panblas.blas.Blas;
import dev.panblas.cli.model.Model;
import dev.panblas.cli.samples.PatchGrid;
import dev.panblas.cli.samples.PictureSet;
import dev.panblas.cli.samples.Preprocessing;
import dev.panblas.cli.shared.BackendOptions;
import dev.panblas.cli.shared.InputException;
import dev.panblas.cli.shared.OutputFolder;
import dev.panblas.cli.shared.TextTable;
import dev.panblas.matrix.Matrix;
import dev.panblas.npy.NpyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code panblas encode}. */
@Command(
    name = "encode",
    sortOptions = false,
    description = {
      "Apply a trained model: write the activations of its hidden units, sigmoid(X W1' + b1).",
      "",
      "Writes a .npy file, samples x hidden units, in the model's precision. The code of a picture"
          + " depends on that picture and the model alone, not on other pictures of the folder.",
      ""
    })
public final class EncodeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private final Input input = new Input();

  @Option(
      names = "--out",
      paramLabel = "FILE.npy",
      required = true,
      description = "The file for the codes. An existing file is replaced.")
  private Path out;

  @Mixin private final BackendOptions backendOptions = new BackendOptions();

  /** Creates the command. */
  @SuppressWarnings("NullAway.Init") // picocli sets the options
  public EncodeCommand() {}

  @Override
  public Integer call() throws InputException, IOException {
    Path folder = out.toAbsolutePath().getParent();
    if (Files.isDirectory(out) || folder == null || !Files.isDirectory(folder)) {
      throw new InputException("--out must name a file in a folder that exists, but was " + out);
    }
    PrintWriter printed = spec.commandLine().getOut();
    try (Arena arena = Arena.ofShared()) { // several threads compute a product
      Model model = input.model(arena);
      input.requireOther(out);
      Optional<PictureSet> pictures = input.pictures();
      Blas blas = Blas.over(backendOptions.select().open());
      Matrix codes =
          pictures.isPresent()
              ? encode(arena, blas, model, pictures.get(), printed)
              : model.encode(arena, blas, input.array(arena, model));
      write(folder, codes);
      printed.println("codes    " + codes.describe() + ": " + out);
      printed.flush();
    }
    return ExitCode.OK;
  }

  private void write(Path folder, Matrix codes) throws IOException {
    try {
      NpyFile.write(out, codes);
    } catch (IOException failure) {
      throw OutputFolder.unwritable(folder, failure);
    }
  }

  /** Encodes picture after picture, so that not even the last bits depend on the others. */
  private Matrix encode(
      Arena arena, Blas blas, Model model, PictureSet pictures, PrintWriter printed)
      throws InputException {
    Preprocessing preprocessing = input.preprocessing(model);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("picture", "patches", "first row"));
    List<Matrix> parts = new ArrayList<>();
    int rows = 0;
    for (PictureSet.Source picture : pictures.pictures()) {
      try (Arena scratch = Arena.ofShared()) {
        PatchGrid grid = PatchGrid.of(scratch, model.precision(), picture, preprocessing);
        parts.add(model.encode(arena, blas, grid.samples()));
        table.add(
            List.of(picture.name(), grid.columns() + " x " + grid.rows(), Integer.toString(rows)));
        rows += grid.samples().rows();
      }
    }
    Matrix codes = Matrix.allocate(arena, model.precision(), rows, model.hidden());
    int first = 0;
    for (Matrix part : parts) {
      codes.block(first, 0, part.rows(), part.columns()).copyFrom(part);
      first += part.rows();
    }
    printed.print(TextTable.of(table));
    return codes;
  }
}
