package dev.panblas.bench.run;

import dev.panblas.bench.result.Row;
import java.util.List;

/**
 * What a {@link RoundHost} is told to do.
 *
 * @param rows what to time, in this order
 * @param ofPeers whether they are other libraries'
 * @param pace how long a fork takes
 * @param jvmOptions of each fork
 */
record HostOrder(List<Row> rows, boolean ofPeers, Pace pace, List<String> jvmOptions) {

  HostOrder {
    rows = List.copyOf(rows);
    jvmOptions = List.copyOf(jvmOptions);
  }
}
