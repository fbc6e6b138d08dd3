/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.train;

import dev.panblas.autoencoder.Schedule;
import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.Machine;
import dev.panblas.cli.shared.Version;
import dev.panblas.optimize.Lbfgs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bits of a training depend on, each as a text by its name.
 *
 * @param settings the samples and the options. A checkpoint of others belongs to another training
 * @param software what computes. With another, a training can go on, but not to the same bits
 */
record Origin(Map<String, String> settings, Map<String, String> software) {

  private static final String KERNELS = "kernels";

  /**
   * The origin of a training, except the kernels, which are known when its steps are prepared.
   *
   * @param training the settings
   * @param schedule requested or chosen
   * @param validation the fraction that is held out
   * @param samples the hash of all samples
   * @param init the hash of the initial model's file, or null
   * @param backend the settings of the backend
   * @param report on the backend
   * @param library that computes the products
   * @param libraryHash the hash of its file, or null
   * @param commit of Panblas's sources, or null
   */
  static Origin of(
      TrainingSettings training,
      Schedule schedule,
      OptionalDouble validation,
      String samples,
      @Nullable String init,
      dev.panblas.spi.Settings backend,
      BackendReport report,
      BackendReport.Library library,
      @Nullable String libraryHash,
      @Nullable String commit) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("samples (SHA-256)", samples);
    Summary.Settings chosen = Summary.Settings.of(training, schedule, backend);
    settings.put("--hidden", Integer.toString(chosen.hidden()));
    settings.put("--weight-decay", Double.toString(chosen.weightDecay()));
    settings.put("--sparsity-weight", Double.toString(chosen.sparsityWeight()));
    settings.put("--sparsity", Double.toString(chosen.sparsity()));
    settings.put("--precision", chosen.precision());
    settings.put("--schedule", chosen.schedule());
    settings.put("--seed", Long.toString(chosen.seed()));
    settings.put(
        "--validation",
        validation.isPresent() ? Double.toString(validation.getAsDouble()) : "none");
    settings.put("--init (SHA-256)", text(init));
    settings.put("memory of L-BFGS", Integer.toString(Lbfgs.Options.DEFAULT.memory()));

    Map<String, String> software = new LinkedHashMap<>();
    software.put("backend", text(report.chosen()));
    software.put("library", library.name());
    software.put("version of the library", text(library.version()));
    software.put("core of the library", text(library.core()));
    software.put("file of the library (SHA-256)", text(libraryHash));
    software.put("threads of the library", text(library.threads()));
    if (schedule != Schedule.TILED) {
      software.put("threads", Integer.toString(report.threads().count()));
    }
    software.put("vectors", report.vectors());
    software.put("crossover", Boolean.toString(chosen.crossover()));
    software.put("check of the library", Boolean.toString(chosen.libraryCheck()));
    software.put("JDK", Machine.jdkName());
    software.put("architecture", Machine.current().architecture());
    software.put("Panblas", Version.ofPanblas());
    software.put("commit", text(commit));
    return new Origin(settings, software);
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "none");
  }

  /** The same origin with what computes the steps. */
  Origin withKernels(String kernels) {
    Map<String, String> all = new LinkedHashMap<>(software);
    all.put(KERNELS, kernels);
    return new Origin(settings, all);
  }

  /** What differs between two maps, each as {@code name: was x, is y}. */
  static List<String> differences(Map<String, String> before, Map<String, String> now) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String was = before.getOrDefault(name, "none");
      String is = now.getOrDefault(name, "none");
      if (!was.equals(is)) {
        differences.add(String.format(Locale.ROOT, "%s was %s, is %s", name, was, is));
      }
    }
    return differences;
  }
}
