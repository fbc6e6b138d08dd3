/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Precision;
import dev.panblas.nativelib.vendor.KnownFault;
import dev.panblas.nativelib.vendor.KnownFault.Calls;
import dev.panblas.spi.Routine;
import java.util.List;

/** The known faults of one library, in a table: each call of a routine asks. */
final class Faults {

  private static final int PRECISIONS = Precision.values().length;
  private static final int ROUTINES = Routine.values().length;

  private final boolean[] known = new boolean[Calls.values().length * ROUTINES * PRECISIONS];

  Faults(List<KnownFault> faults) {
    for (KnownFault fault : faults) {
      for (Precision precision : fault.substitute().precisions()) {
        known[index(fault.calls(), fault.substitute().routine(), precision)] = true;
      }
    }
  }

  /** Whether these calls of a routine must be computed in Java. */
  boolean have(Calls calls, Routine routine, Precision precision) {
    return known[index(calls, routine, precision)];
  }

  @SuppressWarnings("EnumOrdinal") // the table lives as long as the process
  private static int index(Calls calls, Routine routine, Precision precision) {
    return (calls.ordinal() * ROUTINES + routine.ordinal()) * PRECISIONS + precision.ordinal();
  }
}
