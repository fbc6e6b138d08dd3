/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The command line, without {@code bench}: that command is in the module of the benchmarks. */
@SuppressWarnings("module") // dev.panblas.bench is compiled after this module
module dev.panblas.cli {
  requires JLargeArrays;
  requires JTransforms;
  requires com.google.gson;
  requires com.twelvemonkeys.imageio.jpeg;
  requires de.siegmar.fastcsv;
  requires dev.panblas.conformance;
  requires dev.panblas.core;
  requires info.picocli;
  requires java.desktop;
  requires java.logging;
  requires java.management;
  requires jdk.unsupported; // JLine's signal handlers
  requires org.jline.terminal;
  requires us.hebi.matlab.mat.mfl.core;
  requires static org.jspecify;

  exports dev.panblas.cli to
      dev.panblas.bench;
  exports dev.panblas.cli.chart to
      dev.panblas.bench;
  exports dev.panblas.cli.samples to
      dev.panblas.bench;
  exports dev.panblas.cli.shared to
      dev.panblas.bench;

  opens dev.panblas.cli to
      info.picocli;
  opens dev.panblas.cli.backends to
      info.picocli;
  opens dev.panblas.cli.data to
      info.picocli;
  opens dev.panblas.cli.encode to
      info.picocli;
  opens dev.panblas.cli.model to
      com.google.gson;
  opens dev.panblas.cli.shared to
      com.google.gson,
      info.picocli;
  opens dev.panblas.cli.train to
      com.google.gson,
      info.picocli;
  opens dev.panblas.cli.verify to
      info.picocli;

  uses dev.panblas.cli.shared.CommandProvider;
}
