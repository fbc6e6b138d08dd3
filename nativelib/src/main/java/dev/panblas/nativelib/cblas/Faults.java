/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Precision;
import dev.panblas.nativelib.vendor.KnownFault;
import dev.panblas.nativelib.vendor.KnownFault.Calls;
import dev.panblas.spi.Routine;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The known faults of one library. */
final class Faults {

  private final Map<Routine, Map<Precision, Set<Calls>>> faults = new EnumMap<>(Routine.class);
  private final boolean isEmpty;

  Faults(List<KnownFault> known) {
    isEmpty = known.isEmpty();
    for (KnownFault fault : known) {
      Map<Precision, Set<Calls>> ofRoutine =
          faults.computeIfAbsent(
              fault.substitute().routine(), routine -> new EnumMap<>(Precision.class));
      for (Precision precision : fault.substitute().precisions()) {
        ofRoutine
            .computeIfAbsent(precision, none -> EnumSet.noneOf(Calls.class))
            .add(fault.calls());
      }
    }
  }

  /** Whether these calls of a routine must be computed in Java. */
  boolean have(Calls calls, Routine routine, Precision precision) {
    return !isEmpty
        && faults.getOrDefault(routine, Map.of()).getOrDefault(precision, Set.of()).contains(calls);
  }
}
