/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.peers;

import dev.panblas.bench.OwnOperations;
import dev.panblas.bench.result.Row;
import dev.panblas.bench.run.TimedProcess;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.util.Objects;

/** A process that times rows of rivals. */
public final class RivalProcess {

  private static final String MKL = "org/bytedeco/mkl/linux-x86_64/libmkl_rt.so.2";

  private RivalProcess() {}

  /**
   * Times rows of rivals.
   *
   * @param args those of {@link TimedProcess}
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] args) throws IOException {
    TimedProcess.run(args, RivalProcess::prepare);
  }

  private static Runnable prepare(Row row) throws IOException {
    if (row.subject().equals(OwnOperations.ON_MKL)) {
      System.setProperty(Settings.LIBRARY_PROPERTY, JarFolder.unpacked(MKL).toString());
      return TimedProcess.own(row);
    }
    return switch (row.question()) {
      case "step" -> {
        RivalBackpropBench.Step step = new RivalBackpropBench.Step();
        set(step, row);
        step.prepare();
        RivalBackpropBench bench = new RivalBackpropBench();
        yield () -> bench.step(step);
      }
      case "backprop" -> {
        RivalBackpropBench.Alone alone = new RivalBackpropBench.Alone();
        set(alone, row);
        alone.prepare();
        RivalBackpropBench bench = new RivalBackpropBench();
        yield () -> bench.backprop(alone);
      }
      case "gemm" -> {
        RivalGemmBench gemm = new RivalGemmBench();
        gemm.rival = row.subject();
        gemm.precision = precision(row);
        gemm.n = number(row, "n", 0);
        gemm.prepare();
        yield gemm::gemm;
      }
      case "array-gemm" -> {
        RivalArrayGemmBench gemm = new RivalArrayGemmBench();
        gemm.rival = row.subject();
        gemm.n = number(row, "n", 0);
        gemm.prepare();
        yield gemm::gemm;
      }
      default -> throw new IllegalArgumentException("the question is unknown: " + row);
    };
  }

  private static void set(RivalBackpropBench.OnNetwork network, Row row) {
    network.rival = row.subject();
    network.visible = number(row, "visible", network.visible);
    network.hidden = number(row, "hidden", network.hidden);
    network.precision = precision(row);
  }

  private static Precision precision(Row row) {
    return Precision.valueOf(Objects.requireNonNull(row.parameter("precision")));
  }

  private static int number(Row row, String parameter, int usual) {
    String value = row.parameter(parameter);
    return value == null ? usual : Integer.parseInt(value);
  }
}
