/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;

/** The processes of a training, the driver first. Compares each with the first. */
final class Processes implements Consumer<ProcessReport> {

  private final Logger logger;
  private final Set<ProcessReport> reports = new LinkedHashSet<>();
  private final List<String> differences = new ArrayList<>();

  Processes(Logger logger) {
    this.logger = logger;
  }

  /**
   * Adds the report of a process, unless it is known.
   *
   * @throws IllegalStateException if Spark's data may be wrong in the process
   */
  @Override
  public void accept(ProcessReport report) {
    if (!reports.add(report)) {
      return;
    }
    requireRightData(report);
    ProcessReport first = reports.iterator().next();
    if (report.differsFrom(first)) {
      String difference = report + "; but " + first;
      differences.add(difference);
      logger.warn("the model may have other bits than on equal processes: {}", difference);
    } else {
      logger.info("{}", report);
    }
  }

  /**
   * Refuses a process with a fault.
   *
   * @throws IllegalStateException if Spark's data may be wrong in the process
   */
  static void requireRightData(ProcessReport report) {
    report
        .fault()
        .ifPresent(
            fault -> {
              throw new IllegalStateException(fault);
            });
  }

  List<String> reports() {
    return reports.stream().map(ProcessReport::toString).toList();
  }

  List<String> differences() {
    return List.copyOf(differences);
  }
}
