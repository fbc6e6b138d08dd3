/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.CaseTable;
import dev.panblas.conformance.cases.CaseText;
import dev.panblas.conformance.cases.Fault;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.Shrinking;
import dev.panblas.conformance.models.RoutineModels;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.spi.Routine;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The line of a failure makes the same call again; a failing case is reduced. */
class CaseTextTest {

  @Test
  void aCaseIsReadFromItsText() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      Case drawn = RandomCalls.draw(random);
      assertEquals(drawn, CaseText.parse(RoutineModels.ALL, drawn.toString()));
    }
  }

  @Test
  void aMistakeIsReadFromItsText() {
    for (RoutineModel model : RoutineModels.ALL) {
      Case plain = CaseTable.plain(model).get(0);
      for (Fault.Wrong wrong : Fault.Wrong.values()) {
        for (Fault fault : Fault.of(wrong, plain)) {
          Case at = plain.withFault(fault);
          assertEquals(at, CaseText.parse(RoutineModels.ALL, at.toString()));
        }
      }
    }
  }

  @Test
  void aLineThatIsNoCaseIsRefusedWithTheReason() {
    String line = Case.plain(RoutineModels.ALL.get(0), Precision.DOUBLE, List.of(3)).toString();
    Stream.of(
            List.of(
                "gemv",
                "a case must begin with a routine, but began with gemvv; copy the line of the"
                    + " failure from the rule on",
                line.replace("rot ", "gemvv ")),
            List.of(
                "parts",
                "rot: a case must have the call, x, y, scalars and seed, and the mistake if there"
                    + " is one, with commas between them, but was rot double n=3, x contiguous",
                "rot double n=3, x contiguous"),
            List.of(
                "precision",
                "the precision after the routine must be single or double, but was half",
                line.replace("double", "half")),
            List.of("no number", "n must be a whole number, but was x", line.replace("n=3", "n=x")),
            List.of(
                "negative size",
                "n must be from 0 to 2147483647, but was -1",
                line.replace("n=3", "n=-1")),
            List.of("scalar", "c must be a number, but was x", line.replace("c=1.0", "c=x")),
            List.of(
                "operand",
                "this part must be x and its layout, but was z contiguous",
                line.replace("x contiguous", "z contiguous")),
            List.of(
                "kind",
                "the layout of x must be one of [contiguous, spread, backwards, backwards spread],"
                    + " but was row-major",
                line.replace("x contiguous", "x row-major")),
            List.of("n", "the case must have a value for n", line.replace(" n=3", "")),
            List.of("x", "diagonal is not a layout", line.replace("x contiguous", "x diagonal")),
            List.of(
                "mistake",
                "the mistake after the seed must have the form wrong extent operand=0 direction=1"
                    + " detail=4, but was wrong size",
                line + ", wrong size"))
        .forEach(
            wrong ->
                assertEquals(
                    wrong.get(1),
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> CaseText.parse(RoutineModels.ALL, wrong.get(2)))
                        .getMessage(),
                    wrong.get(0)));
  }

  @Test
  void aFailureIsReproducedFromItsLine() {
    Subject wrong =
        Subject.of(
            new ExampleKernels() {
              @Override
              public int iamax(Vector x) {
                return (super.iamax(x) + 1) % x.size();
              }
            },
            Effort.SHORT);
    String line = "iamax double n=5, x contiguous, seed=1";
    Optional<String> problem = ConformanceKit.reproduce(wrong, line);
    assertTrue(problem.orElseThrow().startsWith("the result: expected "), problem.toString());
    Subject right = Subject.of(new ExampleKernels(), Effort.SHORT);
    assertEquals(Optional.empty(), ConformanceKit.reproduce(right, line));
  }

  @Test
  void aCaseThatTheRuleDoesNotHaveIsRefused() {
    Subject subject = Subject.of(new ExampleKernels(), Effort.SHORT);
    Stream.of(
            List.of("GEMM-99 is not a rule of the kit", "GEMM-99: gemm double"),
            List.of(
                "GEMM-4: a case of this rule must begin with gemm, but was dot double n=3",
                "GEMM-4: dot double n=3"),
            List.of(
                "ROTG-1: the rule has no such case: rotg double a=5", "ROTG-1: rotg double a=5"),
            List.of(
                "THREADS-1: a failure among many threads cannot be tried again from its line; to"
                    + " make the call alone, remove the text before the routine",
                "THREADS-1: thread 1 of 16: dot double n=3"))
        .forEach(
            wrong ->
                assertEquals(
                    wrong.get(0),
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> ConformanceKit.reproduce(subject, wrong.get(1)))
                        .getMessage()));
    assertEquals(
        Optional.empty(),
        ConformanceKit.reproduce(subject, "ROTG-1: rotg double a=3.0 b=-1.0: made of an earlier"));
  }

  @Test
  void aFailingCaseIsShrunkToTheSmallest() {
    RoutineModel gemm =
        RoutineModels.ALL.stream()
            .filter(model -> model.routine() == Routine.GEMM)
            .findFirst()
            .orElseThrow();
    Case large = RandomCalls.draw(new Random(1), gemm, List.of(30, 20, 25));
    Case smallest = Shrinking.of(large, at -> at.size(0) >= 7 && at.size(2) >= 3);
    assertEquals(List.of(7, 0, 3), smallest.sizes());
    assertEquals(
        Case.plain(gemm, smallest.precision(), smallest.sizes()).layouts(), smallest.layouts());
    assertEquals(List.of(1.0, 1.0), smallest.scalars());
  }
}
