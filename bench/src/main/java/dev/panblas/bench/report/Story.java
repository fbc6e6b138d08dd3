package dev.panblas.bench.report;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.bench.result.Results;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.result.RowResult;
import dev.panblas.bench.run.Plan;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backpropagation from the loop over samples to tiles, with the peers beside it. */
final class Story {

  /**
   * A chapter.
   *
   * @param title how it is named in tables and charts
   * @param result its times
   */
  record Chapter(String title, RowResult result) {}

  /** What all others are compared with: where the story began. */
  static final Row BEGINNING = Plan.script("backprop", Plan.NUMPY, Plan.LOOP);

  private Story() {}

  /** The chapters that were timed, in the order in which the story is told. */
  static List<Chapter> of(Results results) {
    List<Chapter> chapters = new ArrayList<>();
    script(results, chapters, Plan.OCTAVE, Plan.LOOP, "Octave, loop");
    script(results, chapters, Plan.NUMPY, Plan.LOOP, "NumPy, loop");
    script(results, chapters, Plan.OCTAVE, Plan.WHOLE, "Octave, whole arrays");
    script(results, chapters, Plan.NUMPY, Plan.WHOLE, "NumPy, whole arrays");
    script(results, chapters, Plan.NUMPY, Plan.TUNED, "NumPy, tuned");
    for (String peer : Plan.JVM_PEERS) {
      add(results, chapters, peer, Plan.jvmPeerBackprop(peer));
    }
    add(results, chapters, "Panblas, loop", Plan.backprop(Plan.MAIN_BACKEND, Schedule.PER_SAMPLE));
    Row batched = Plan.backprop(Plan.MAIN_BACKEND, Schedule.BATCHED);
    Row tiled = Plan.backprop(Plan.MAIN_BACKEND, Schedule.TILED);
    add(results, chapters, "Panblas, whole arrays", batched);
    add(results, chapters, "Panblas, tiles, 1 thread", Plan.onThreads(tiled, 1));
    add(results, chapters, "Panblas, tiles", tiled);
    add(
        results,
        chapters,
        "Panblas, tiles, single",
        tiled.with("precision", Precision.SINGLE.name()));
    return chapters;
  }

  private static void script(
      Results results, List<Chapter> chapters, String peer, String form, String title) {
    add(results, chapters, title, Plan.script("backprop", peer, form));
  }

  private static void add(Results results, List<Chapter> chapters, String title, Row row) {
    Optional<RowResult> result = results.find(row).filter(RowResult::isComplete);
    result.ifPresent(times -> chapters.add(new Chapter(title, times)));
  }
}
