/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
/** The benchmarks, the command that runs them, and its tables and charts. */
module dev.panblas.bench {
  requires com.google.gson;
  requires commons.math3;
  requires dev.panblas.cli;
  requires transitive dev.panblas.core;
  requires info.picocli;
  requires transitive java.desktop;
  requires java.management; // the options of this JVM
  requires jdk.management; // CPU time and the level of AVX
  requires jdk.unsupported; // JMH uses sun.misc.Unsafe and, as an automatic module, cannot say so
  requires jmh.core;
  requires static transitive org.jspecify;

  exports dev.panblas.bench;

  opens dev.panblas.bench.command to
      info.picocli;
  opens dev.panblas.bench.result to
      com.google.gson;
  opens dev.panblas.bench.run to
      com.google.gson;
  opens dev.panblas.bench.targets to
      com.google.gson;

  provides dev.panblas.cli.shared.CommandProvider with
      dev.panblas.bench.command.BenchCommandProvider;
}
