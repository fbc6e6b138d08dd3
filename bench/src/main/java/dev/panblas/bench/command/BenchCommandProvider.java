/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.command;

import dev.panblas.cli.shared.CommandProvider;
import dev.panblas.cli.shared.StopSignals;
import java.util.concurrent.Callable;

/** Adds {@code bench} to the {@code panblas} command. */
public final class BenchCommandProvider implements CommandProvider {

  /** Created by the service loader. */
  public BenchCommandProvider() {}

  @Override
  public Callable<Integer> command(StopSignals stopSignals) {
    return new BenchCommand(stopSignals);
  }
}
