/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.models;

import dev.panblas.conformance.cases.RoutineModel;
import java.util.List;
import java.util.stream.Stream;

/** The models of all routines. Their formulas are independent of the implementations. */
public final class RoutineModels {

  /** All routines that have operands, in the order of {@link dev.panblas.spi.Routine}. */
  public static final List<RoutineModel> ALL =
      Stream.of(Level1Models.ALL, Level2Models.ALL, Level3Models.ALL)
          .flatMap(List::stream)
          .sorted((one, other) -> one.routine().compareTo(other.routine()))
          .toList();

  private RoutineModels() {}
}
