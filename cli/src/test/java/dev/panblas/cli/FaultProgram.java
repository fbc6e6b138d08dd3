/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import dev.panblas.blas.Blas;
import dev.panblas.cli.shared.StopSignals;
import dev.panblas.cli.shared.Terminal;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URL;
import java.util.Collections;

/**
 * The child of {@code fault-injection}: prints that it is ready, waits for a line, and then works.
 * By then the tracer is attached, so no fault occurs during the start of the JVM. The arguments are
 * {@code gemm}, or those of the command.
 */
final class FaultProgram {

  private static final int SIZE = 300;

  private FaultProgram() {}

  /** Works after a line has been read. */
  public static void main(String[] args) throws IOException {
    openClassPath();
    warmUp(args);
    System.out.println("ready");
    if (System.in.read() < 0) {
      return;
    }
    if (!args[0].equals("gemm")) {
      Main.main(args);
      return;
    }
    try {
      System.out.println(isProductRight(Blas.open("panama")) ? "right" : "wrong");
    } catch (RuntimeException | Error refused) {
      System.err.println("panblas: " + refused.getMessage());
      System.exit(1);
    }
  }

  /**
   * Does the same work on a copy of the library, with its results in another folder. The JVM then
   * has the memory for its classes; it ends the process if it needs more and cannot get it.
   */
  private static void warmUp(String[] args) throws IOException {
    String copy = System.getProperty("fault.copy");
    if (copy == null) {
      return;
    }
    System.setProperty(Settings.LIBRARY_PROPERTY, copy);
    if (args[0].equals("gemm")) {
      boolean _ = isProductRight(Blas.open("panama"));
    } else {
      String[] aside = args.clone();
      for (int i = 1; i < aside.length; i++) {
        if (aside[i - 1].equals("--out") || aside[i - 1].equals("--checkpoint")) {
          aside[i] += ".warm-up";
        }
      }
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      int _ = Main.run(Terminal.NONE, new StopSignals(), nowhere, nowhere, aside);
    }
    System.clearProperty(Settings.LIBRARY_PROPERTY);
  }

  /** Opens all jars, because the JVM would fail if it could not open one later. */
  private static void openClassPath() throws IOException {
    for (URL entry :
        Collections.list(
            FaultProgram.class.getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
      entry.openStream().close();
    }
  }

  /** The product of u 1' and 1 v' is SIZE u v', exactly. */
  private static boolean isProductRight(Blas blas) {
    Matrix a = Matrix.allocate(Precision.DOUBLE, SIZE, SIZE);
    Matrix b = Matrix.allocate(Precision.DOUBLE, SIZE, SIZE);
    Matrix c = Matrix.allocate(Precision.DOUBLE, SIZE, SIZE);
    for (int i = 0; i < SIZE; i++) {
      a.row(i).fill(i + 1);
      b.column(i).fill(i - 7);
    }
    blas.gemm(1, a, b, 0, c);
    for (int i = 0; i < SIZE; i++) {
      Vector row = c.row(i);
      for (int j = 0; j < SIZE; j++) {
        if (row.get(j) != (double) SIZE * (i + 1) * (j - 7)) {
          return false;
        }
      }
    }
    return true;
  }
}
