/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import dev.panblas.bench.result.Row;
import java.util.List;

/**
 * The input of a {@link RoundHost}.
 *
 * @param rows the rows to time, in this order
 * @param ofRivals whether the rows are of rival libraries
 * @param pace the length of a fork
 * @param jvmOptions of each fork
 */
record HostOrder(List<Row> rows, boolean ofRivals, Pace pace, List<String> jvmOptions) {

  HostOrder {
    rows = List.copyOf(rows);
    jvmOptions = List.copyOf(jvmOptions);
  }
}
