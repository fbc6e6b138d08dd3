/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.panblas.cli.ChildJvm;
import dev.panblas.cli.CommandRun;
import dev.panblas.cli.Main;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.npy.NpyFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {

  private static final int SIDE = 32;
  private static final List<String> FILES =
      List.of("cost.png", "cost.svg", "features.png", "model.npz", "report.html", "summary.json");

  @TempDir Path folder;
  private Path images;
  private Path out;

  @BeforeEach
  void drawImages() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    out = folder.resolve("out");
    Random random = new Random(7);
    for (String name : List.of("one.png", "two.png")) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < SIDE * SIDE; i++) {
        image.setRGB(i % SIDE, i / SIDE, random.nextInt(1 << 24));
      }
      ImageIO.write(image, "png", images.resolve(name).toFile());
    }
  }

  private String[] call(String... options) {
    return Stream.concat(
            Stream.of("train", "--backend", "reference", "--out", out.toString()),
            Stream.of(options))
        .toArray(String[]::new);
  }

  private String[] imagesCall(String... options) {
    return call(
        Stream.concat(
                Stream.of("--images", images.toString(), "--samples", "50", "--hidden", "4"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private JsonObject summary() throws IOException {
    return JsonParser.parseString(Files.readString(out.resolve("summary.json"))).getAsJsonObject();
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static Path npy(Path file, double[][] samples) throws IOException {
    NpyFile.write(file, Matrix.of(samples));
    return file;
  }

  @Test
  void writesFilesAndPrintsResults() throws IOException {
    CommandRun run = CommandRun.of(imagesCall("--iterations", "6", "--seed", "5"));

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(FILES, written());
    for (String file : FILES) {
      assertTrue(run.out().contains(out.resolve(file).toString()), run.out());
    }
    JsonObject summary = summary();
    assertEquals(7, summary.getAsJsonArray("costs").size());
    assertEquals(5, summary.getAsJsonObject("settings").get("seed").getAsLong());
    assertEquals(50, summary.getAsJsonObject("data").get("samples").getAsInt());
    assertEquals(
        "reference was requested by --backend reference",
        summary.getAsJsonObject("backend").get("why").getAsString());
    assertTrue(run.out().contains("after 6 iterations (iteration limit)"), run.out());
  }

  @Test
  void theSameSeedGivesTheSameCosts() throws IOException {
    List<String> costs = new ArrayList<>();
    for (String seed : List.of("1", "1", "2")) {
      assertEquals(0, CommandRun.of(imagesCall("--iterations", "5", "--seed", seed)).exitCode());
      costs.add(summary().get("costs").toString());
    }
    assertEquals(costs.get(0), costs.get(1));
    assertNotEquals(costs.get(0), costs.get(2));
  }

  @ParameterizedTest
  @CsvSource({
    "double, batched",
    "single, batched",
    "double, per-sample",
    "single, per-sample",
    "double, tiled",
    "single, tiled"
  })
  void everyPrecisionAndScheduleRuns(String precision, String schedule) throws IOException {
    CommandRun run =
        CommandRun.of(
            imagesCall("--iterations", "3", "--precision", precision, "--schedule", schedule));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(schedule, summary().getAsJsonObject("settings").get("schedule").getAsString());
    assertEquals(precision, summary().getAsJsonObject("settings").get("precision").getAsString());
  }

  @Test
  void smallLayersAreTiledByDefault() throws IOException {
    CommandRun run = CommandRun.of(imagesCall("--iterations", "3"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals("tiled", summary().getAsJsonObject("settings").get("schedule").getAsString());
  }

  @Test
  void trainsOnAnArray() throws IOException {
    Path data = npy(folder.resolve("x.npy"), new double[][] {{0, 0.5, 1}, {1, 0.25, 0}});
    CommandRun run =
        CommandRun.of(call("--data", data.toString(), "--hidden", "2", "--iterations", "4"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(FILES, written());
    assertEquals(3, summary().getAsJsonObject("data").get("features").getAsInt());
    assertTrue(summary().getAsJsonObject("data").get("patch").isJsonNull());
  }

  @Test
  void aSignalStopsTheTrainingAndTheResultsAreWritten() throws IOException {
    StopSignals stopSignals = new StopSignals();
    stopSignals.receive(StopSignals.Signal.INT, new PrintWriter(Writer.nullWriter()));
    CommandRun run = CommandRun.of(Terminal.NONE, stopSignals, imagesCall("--iterations", "100"));
    assertEquals(130, run.exitCode(), run.err());
    assertEquals(FILES, written());
    JsonObject result = summary().getAsJsonObject("result");
    assertEquals("cancelled", result.get("stopReason").getAsString());
    assertEquals(1, result.get("iterations").getAsInt());
  }

  @Test
  void signalsWhileResultsAreWrittenOnlyPrintAMessage() throws IOException {
    StopSignals stopSignals = new StopSignals();
    StringWriter printed = new StringWriter();
    stopSignals.receive(StopSignals.Signal.TERM, new PrintWriter(Writer.nullWriter()));
    stopSignals.startWriting();
    stopSignals.receive(StopSignals.Signal.INT, new PrintWriter(printed, true));
    assertTrue(printed.toString().contains("being written"), printed.toString());
    assertEquals(Optional.of(StopSignals.Signal.TERM), stopSignals.received());
  }

  @Test
  void aFailedTrainingLeavesNoEmptyFolder() throws IOException {
    out = out.resolve("below");
    String[] refused = imagesCall("--weight-decay", "1e308", "--sparsity-weight", "1e308");
    assertEquals(2, CommandRun.of(refused).exitCode());
    assertFalse(Files.exists(out.getParent()));

    Files.createDirectories(out);
    assertEquals(2, CommandRun.of(refused).exitCode());
    assertEquals(List.of(), written());
  }

  @Test
  void otherBackendsAreNotLoaded() throws IOException {
    assertEquals(0, CommandRun.of(imagesCall("--iterations", "1")).exitCode());
    JsonArray candidates = summary().getAsJsonObject("backend").getAsJsonArray("candidates");
    assertEquals(1, candidates.size(), candidates.toString());
    JsonObject chosen = candidates.get(0).getAsJsonObject();
    assertEquals("reference", chosen.get("name").getAsString());
    assertTrue(chosen.get("defaults").isJsonObject(), chosen.toString());
  }

  @Test
  void printsABarOnATerminalAndLinesToAFile() {
    CommandRun file = CommandRun.of(imagesCall("--iterations", "4"));
    assertTrue(file.err().contains("iteration 4 of 4: cost "), file.err());
    assertFalse(file.err().contains("\r"), file.err());

    CommandRun terminal =
        CommandRun.of(
            new Terminal(100, false, true), new StopSignals(), imagesCall("--iterations", "4"));
    assertTrue(terminal.err().contains("Training 100%"), terminal.err());
    assertTrue(terminal.err().contains("4/4"), terminal.err());
    assertTrue(terminal.err().contains("gradient"), terminal.err());
    assertFalse(terminal.err().contains("iteration 4 of 4"), terminal.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--samples 0",
        "--hidden 0",
        "--hidden 2000000000",
        "--patch 1",
        "--patch 33",
        "--iterations 0",
        "--sparsity 1",
        "--weight-decay -1",
        "--sparsity-weight NaN",
        "--sparsity-weight 3f",
        "--sparsity-weight 3d",
        "--sparsity-weight 0x1p1",
        "--sparsity-weight 1e999",
        "--weight-decay Infinity",
        "--weight-decay 1e-4f",
        "--hidden 4L",
        "--seed 0x10",
        "--precision half",
        "--schedule random",
        "--threads 0",
        "--threads many",
        "--no-such-option"
      })
  void rejectsAWrongCallWithASentenceAndWritesNothing(String options) {
    CommandRun run = CommandRun.of(imagesCall(options.split(" ")));
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.error().endsWith("."), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    assertFalse(Files.exists(out));
  }

  /** Java's methods accept the Arabic digit three. */
  @Test
  void digitsOfOtherScriptsAreRefused() {
    CommandRun run = CommandRun.of(imagesCall("--seed", "\u0663"));
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.error().contains("it must be a whole number, but was '\u0663'"), run.err());
  }

  @Test
  void listsTheBackendsForAnUnknownOne() {
    CommandRun run =
        CommandRun.of(
            "train", "--out", out.toString(), "--images", images.toString(), "--backend", "none");
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.error().contains("--backend none, does not exist"), run.err());
    assertTrue(run.err().contains("  reference: ready"), run.err());
  }

  @Test
  void rejectsValuesThatASigmoidCannotReach() throws IOException {
    Path data = npy(folder.resolve("x.npy"), new double[][] {{0, 1}, {0.5, Double.NaN}});
    CommandRun nan = CommandRun.of(call("--data", data.toString()));
    assertEquals(2, nan.exitCode());
    assertTrue(
        nan.error().contains("x.npy must be in [0, 1], but row 1, column 1 (from 0) is NaN"),
        nan.err());

    npy(data, new double[][] {{0, 1}, {-3, 1}});
    CommandRun negative = CommandRun.of(call("--data", data.toString()));
    assertEquals(2, negative.exitCode());
    assertTrue(negative.error().contains("row 1, column 0 (from 0) is -3.0"), negative.err());
    assertTrue(negative.error().contains("scale all values"), negative.err());
    assertFalse(Files.exists(out));
  }

  /** The format and the divisor are in the summary, and a repetition uses them again. */
  @Test
  void repeatsATrainingOnDividedBytes() throws IOException {
    String bytes = "src/test/resources/dev/panblas/cli/data/images.gz";
    CommandRun run =
        CommandRun.of(
            call("--data", bytes, "--divide-by", "255", "--hidden", "2", "--iterations", "3"));
    assertEquals(0, run.exitCode(), run.err());
    JsonObject data = summary().getAsJsonObject("data");
    assertEquals("idx, gzip", data.get("format").getAsString());
    assertEquals(255, data.get("divisor").getAsDouble());
    Path again = folder.resolve("again");
    CommandRun repeated =
        CommandRun.of("train", "--repeat=" + out.resolve("summary.json"), "--out=" + again);
    assertEquals(0, repeated.exitCode(), repeated.err());
    assertTrue(repeated.out().contains("the bits agree"), repeated.out());

    CommandRun zero = CommandRun.of(call("--data", bytes, "--divide-by", "0"));
    assertEquals(2, zero.exitCode());
    assertTrue(zero.error().contains("--divide-by must be > 0, but was 0"), zero.err());
    CommandRun pictures = CommandRun.of(imagesCall("--divide-by", "255"));
    assertEquals(2, pictures.exitCode());
    assertTrue(pictures.error().contains("--header must be given with an array"), pictures.err());
  }

  /** Pictures of an array are whitened already, unless another filter is asked for. */
  @Test
  void trainsOnThePicturesOfAnArray() throws IOException {
    String file = "src/test/resources/dev/panblas/cli/data/octave-v6.mat";
    String[] options = {
      "--images",
      file,
      "--variable",
      "pictures",
      "--samples",
      "20",
      "--patch",
      "3",
      "--hidden",
      "2",
      "--iterations",
      "2"
    };
    CommandRun run = CommandRun.of(call(options));
    assertEquals(0, run.exitCode(), run.err());
    JsonObject data = summary().getAsJsonObject("data");
    assertEquals("mat", data.get("format").getAsString());
    assertEquals("given", data.get("whitening").getAsString());
    // Each patch is (row - column) / 8 less its mean.
    assertEquals(Math.sqrt(12 / 9.0) / 8, data.get("deviation").getAsDouble(), 1e-15);
    Path again = folder.resolve("again");
    CommandRun repeated =
        CommandRun.of("train", "--repeat=" + out.resolve("summary.json"), "--out=" + again);
    assertEquals(0, repeated.exitCode(), repeated.err());
    assertTrue(repeated.out().contains("the bits agree"), repeated.out());

    out = folder.resolve("filtered");
    CommandRun range =
        CommandRun.of(
            call(
                Stream.of(options, new String[] {"--whiten", "olshausen"})
                    .flatMap(Stream::of)
                    .toArray(String[]::new)));
    assertEquals(2, range.exitCode());
    assertTrue(
        range.error().contains("pictures-1 in " + file + " must be in [0, 1], but row 1, column 2"),
        range.err());
    CommandRun colour =
        CommandRun.of(
            call(
                Stream.of(options, new String[] {"--colour"})
                    .flatMap(Stream::of)
                    .toArray(String[]::new)));
    assertEquals(2, colour.exitCode());
    assertTrue(colour.error().contains("are grey"), colour.err());
    CommandRun idx = CommandRun.of(call("--images", file.replace("octave-v6.mat", "images.gz")));
    assertEquals(2, idx.exitCode());
    assertTrue(idx.error().contains("images.gz is idx: use --data"), idx.err());
    CommandRun hdf5 =
        CommandRun.of(
            call("--images", file.replace("octave-v6", "v7.3"), "--variable", "pictures"));
    assertEquals(2, hdf5.exitCode());
    assertTrue(hdf5.error().contains("v7.3 of MATLAB: save it with save -v7"), hdf5.err());
  }

  @Test
  void rejectsAnArrayWithoutSamples() throws IOException {
    Path data = folder.resolve("x.npy");
    NpyFile.write(data, Matrix.allocate(Precision.DOUBLE, 0, 5));
    CommandRun run = CommandRun.of(call("--data", data.toString()));
    assertEquals(2, run.exitCode());
    assertTrue(run.error().contains("0 samples of 5 features"), run.err());
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void readsNumbersOfAnyTypeFromAPipe() throws Exception {
    byte[] samples = {1, 0, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1};
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (4, 3), }\n";
    String[] arguments = call("--data", "/dev/stdin", "--iterations", "2", "--hidden", "2");
    Process train = ChildJvm.start(List.of(), Main.class, arguments);
    try (OutputStream in = train.getOutputStream()) {
      in.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
      in.write(header.getBytes(StandardCharsets.US_ASCII));
      in.write(samples);
    }
    String printed = ChildJvm.output(train);
    assertEquals(0, train.exitValue(), printed);
    assertEquals(4, summary().getAsJsonObject("data").get("samples").getAsInt(), printed);
  }

  @Test
  void aFolderIsReportedAsAFolder() {
    CommandRun run = CommandRun.of(call("--data", images.toString()));
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.error().contains(images + " is a folder: give the name"), run.err());
  }

  @Test
  void rejectsAFileThatIsNotAnArray() throws IOException {
    Path data = Files.writeString(folder.resolve("x.npy"), "not an array");
    assertEquals(2, CommandRun.of(call("--data", data.toString())).exitCode());
    Path missing = folder.resolve("missing.npy");
    CommandRun run = CommandRun.of(call("--data", missing.toString()));
    assertEquals(2, run.exitCode());
    assertTrue(run.error().contains("there is no file " + missing), run.err());
  }

  @Test
  void rejectsOptionsThatCannotBeCombined() {
    for (String option : List.of("--images", "--patch", "--samples")) {
      CommandRun run = CommandRun.of(call("--data", "x.npy", option, "9"));
      assertEquals(2, run.exitCode(), run.err());
      assertTrue(run.error().contains("--data"), run.err());
    }
  }

  @Test
  void reportsAFolderThatCannotBeWrittenToBeforeTraining() throws IOException {
    Files.writeString(out, "a file");
    CommandRun file = CommandRun.of(imagesCall());
    assertEquals(2, file.exitCode());
    assertTrue(
        file.error().contains("--out must name a folder, but " + out + " is a file"), file.err());

    out = out.resolve("below");
    CommandRun below = CommandRun.of(imagesCall());
    assertEquals(1, below.exitCode());
    assertTrue(below.error().contains(out + " cannot be written to"), below.err());
    assertFalse(below.err().contains("iteration 1"), below.err());
  }

  @Test
  void printsTheStackTraceOnlyOnRequest() {
    CommandRun run = CommandRun.of(call("--images", "nowhere", "--verbose"));
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("\tat dev.panblas.cli"), run.err());
    assertFalse(CommandRun.of(call("--images", "nowhere")).err().contains("\tat "));
  }

  private Path keep(String name) throws IOException {
    Path kept = folder.resolve(name);
    Files.move(out, kept);
    return kept;
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "single"})
  void goesOnFromAModelWithExactlyItsCost(String precision) throws IOException {
    assertEquals(
        0,
        CommandRun.of(imagesCall("--iterations", "5", "--precision", precision, "--patch", "6"))
            .exitCode());
    double last = summary().getAsJsonObject("result").get("cost").getAsDouble();
    double deviation = summary().getAsJsonObject("data").get("deviation").getAsDouble();
    Path model = keep("first").resolve("model.npz");

    String[] options = {"--images", images.toString(), "--samples", "50", "--iterations", "5"};
    CommandRun more =
        CommandRun.of(
            call(
                Stream.concat(Stream.of(options), Stream.of("--init", model.toString()))
                    .toArray(String[]::new)));
    assertEquals(0, more.exitCode(), more.err());
    assertEquals(last, summary().getAsJsonArray("costs").get(0).getAsDouble());
    assertEquals(deviation, summary().getAsJsonObject("data").get("deviation").getAsDouble());
    assertEquals(6, summary().getAsJsonObject("data").get("patch").getAsInt());
    assertEquals(precision, summary().getAsJsonObject("settings").get("precision").getAsString());
  }

  @Test
  void aModelToGoOnFromMustFit() throws IOException {
    assertEquals(0, CommandRun.of(imagesCall("--iterations", "1", "--patch", "6")).exitCode());
    Path model = keep("first").resolve("model.npz");
    String init = "--init=" + model;
    for (String option : List.of("--patch=8", "--whiten=none", "--colour", "--precision=single")) {
      CommandRun run = CommandRun.of(imagesCall(init, option));
      assertEquals(2, run.exitCode(), run.err());
      assertTrue(run.error().contains("must be that of the model in --init"), run.err());
    }
    Path data = npy(folder.resolve("x.npy"), new double[][] {{0, 0.5, 1}});
    CommandRun run = CommandRun.of(call("--data", data.toString(), init));
    assertEquals(2, run.exitCode(), run.err());
    assertTrue(run.error().contains("the samples must have the 36 features"), run.err());
  }

  /** The held-out cost is that of the same model on the same held-out samples. */
  @Test
  void samplesAreHeldOutOfTheTraining() throws IOException {
    CommandRun run = CommandRun.of(imagesCall("--iterations", "3", "--validation", "0.3"));
    assertEquals(0, run.exitCode(), run.err());
    JsonObject data = summary().getAsJsonObject("data");
    assertEquals(35, data.get("samples").getAsInt());
    assertEquals(15, data.get("heldOut").getAsInt());
    JsonArray costs = summary().getAsJsonArray("validationCosts");
    assertEquals(4, costs.size());
    assertTrue(costs.get(3).getAsDouble() < costs.get(0).getAsDouble(), costs.toString());
    assertNotEquals(summary().getAsJsonArray("costs"), costs);
    assertTrue(run.out().contains("the cost of 15 samples"), run.out());
    for (String fraction : List.of("0", "1", "0.001")) {
      assertEquals(2, CommandRun.of(imagesCall("--validation", fraction)).exitCode());
    }
  }

  @Test
  void trainsOnColourPatchesWithoutAFilter() throws IOException {
    CommandRun run =
        CommandRun.of(
            imagesCall("--iterations", "2", "--patch", "4", "--colour", "--whiten", "none"));
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(48, summary().getAsJsonObject("data").get("features").getAsInt());
    assertEquals(3, ImageIO.read(out.resolve("features.png").toFile()).getRaster().getNumBands());
  }

  @Test
  void unitsAreSortedByTheirContribution() throws IOException {
    assertEquals(
        0,
        CommandRun.of(imagesCall("--iterations", "3", "--scales", "--caption", "Edges"))
            .exitCode());
    double previous = Double.POSITIVE_INFINITY;
    List<Integer> units = new ArrayList<>();
    for (var unit : summary().getAsJsonArray("units")) {
      double contribution = unit.getAsJsonObject().get("contribution").getAsDouble();
      assertTrue(contribution <= previous, summary()::toString);
      previous = contribution;
      units.add(unit.getAsJsonObject().get("unit").getAsInt());
    }
    assertEquals(List.of(0, 1, 2, 3), units.stream().sorted().toList());
  }

  @Test
  void aRunIsRepeatedFromItsSummary() throws IOException {
    CommandRun first =
        CommandRun.of(imagesCall("--iterations", "4", "--validation", "0.2", "--seed", "9"));
    assertEquals(0, first.exitCode(), first.err());
    String costs = summary().get("costs").toString();
    Path card = keep("first").resolve("summary.json");

    String[] again = {"train", "--repeat", card.toString(), "--out", out.toString()};
    CommandRun same = CommandRun.of(again);
    assertEquals(0, same.exitCode(), same.err());
    assertTrue(same.out().contains("the bits agree with " + card + ": all 5 costs"), same.out());
    assertTrue(
        same.out().contains("equal    data, library, machine, JDK, Panblas, threads"), same.out());
    assertEquals(costs, summary().get("costs").toString());

    Path moved = folder.resolve("moved");
    Files.move(images, moved);
    assertEquals(2, CommandRun.of(again).exitCode());
    String[] elsewhere =
        Stream.concat(Stream.of(again), Stream.of("--images", moved.toString()))
            .toArray(String[]::new);
    assertEquals(0, CommandRun.of(elsewhere).exitCode());
    Files.delete(moved.resolve("two.png"));
    CommandRun other = CommandRun.of(elsewhere);
    assertEquals(1, other.exitCode(), other.err());
    assertTrue(other.out().contains("from iteration 0 on: the cost was "), other.out());
    assertTrue(other.out().contains("differs  data: sha256.data was "), other.out());
    assertTrue(
        other.out().contains("equal    library, machine, JDK, Panblas, threads"), other.out());
  }

  @Test
  void aRunThatWasStoppedIsRepeatedToTheSameIteration() throws IOException {
    StopSignals stopSignals = new StopSignals();
    stopSignals.receive(StopSignals.Signal.INT, new PrintWriter(Writer.nullWriter()));
    CommandRun.of(Terminal.NONE, stopSignals, imagesCall("--iterations", "100"));
    Path card = keep("first").resolve("summary.json");
    CommandRun same = CommandRun.of("train", "--repeat", card.toString(), "--out", out.toString());
    assertEquals(0, same.exitCode(), same.err());
    assertTrue(same.out().contains("all 2 costs and all parameters"), same.out());
  }

  @Test
  void refusesWhatCannotBeRepeated() throws IOException {
    Path card = Files.writeString(folder.resolve("summary.json"), "{\"costs\": []}");
    CommandRun old = CommandRun.of("train", "--repeat", card.toString(), "--out", out.toString());
    assertEquals(2, old.exitCode(), old.err());
    assertTrue(old.error().contains("does not describe a run that can be repeated"), old.err());

    assertEquals(0, CommandRun.of(imagesCall("--iterations", "1")).exitCode());
    Path kept = keep("first").resolve("summary.json");
    String changed =
        Files.readString(kept).replaceAll("\"iterations\": 1\\b", "\"iterations\": 1e99");
    assertTrue(changed.contains("1e99"), changed);
    Files.writeString(card, changed);
    CommandRun large = CommandRun.of("train", "--repeat", card.toString(), "--out", out.toString());
    assertEquals(2, large.exitCode(), large.err());
    assertTrue(large.error().contains("does not describe a run that can be repeated"), large.err());

    CommandRun mixed =
        CommandRun.of(
            "train", "--repeat", kept.toString(), "--out", out.toString(), "--hidden", "9");
    assertEquals(2, mixed.exitCode(), mixed.err());
    assertTrue(mixed.error().contains("--hidden cannot be combined with --repeat"), mixed.err());
  }
}
