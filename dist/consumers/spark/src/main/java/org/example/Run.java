/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs programs, and writes their run times and results to files. Arguments: {@code quick} for
 * small data and one run of each program, or {@code full} for runs after a warm-up; and the folder
 * of the files.
 */
final class Run {

  private static final double WARM_UP_SECONDS = 2;
  private static final int REPETITIONS = 3;

  private Run() {}

  static boolean isQuick(String[] args) {
    return args[0].equals("quick");
  }

  static void all(String group, List<Program> programs, String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[1]));
    List<String> times = new ArrayList<>();
    for (int i = 0; i < programs.size(); i++) {
      Program program = programs.get(i);
      if (!isQuick(args)) {
        warmUp(program);
      }
      double[] result = {};
      for (int k = 0; k < (isQuick(args) ? 1 : REPETITIONS); k++) {
        long start = System.nanoTime();
        result = program.run().get();
        times.add(program.name() + "\t" + program.size() + "\t" + seconds(start));
      }
      ByteBuffer values = ByteBuffer.allocate(Double.BYTES * result.length);
      values.asDoubleBuffer().put(result);
      Files.write(folder.resolve(fileOf(program.name(), program.size())), values.array());
    }
    Files.write(folder.resolve(group + ".times"), times);
  }

  /** The file with the result of a program: its elements in big-endian order. */
  static String fileOf(String program, String size) {
    return (program + "-" + size).replaceAll("[^A-Za-z0-9]+", "-") + ".result";
  }

  private static void warmUp(Program program) {
    long start = System.nanoTime();
    do {
      program.run().get();
    } while (seconds(start) < WARM_UP_SECONDS);
  }

  static void writeLibraries(Collection<String> libraries, String[] args) throws IOException {
    Files.write(Path.of(args[1]).resolve("libraries"), libraries);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
