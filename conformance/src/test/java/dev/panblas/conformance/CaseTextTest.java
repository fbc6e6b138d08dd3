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

/** A failure's line makes the same call again, and the smallest such call. */
class CaseTextTest {

  @Test
  void everyCaseReadsAsItPrints() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      Case drawn = RandomCalls.draw(random);
      assertEquals(drawn, CaseText.parse(RoutineModels.ALL, drawn.toString()));
    }
  }

  @Test
  void aFaultIsReadToo() {
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
                "there is no case of a routine gemvv: a line is copied from its beginning, the"
                    + " rule",
                line.replace("rot ", "gemvv ")),
            List.of(
                "parts",
                "rot: between commas a case must have the call, x, y, scalars and seed, and the"
                    + " mistake if there is one, but was rot double n=3, x contiguous",
                "rot double n=3, x contiguous"),
            List.of(
                "precision",
                "after the routine a case must have its precision, single or double, but had half",
                line.replace("double", "half")),
            List.of("no number", "n must be a whole number, but was x", line.replace("n=3", "n=x")),
            List.of(
                "negative size",
                "n must be from 0 to 2147483647, but was -1",
                line.replace("n=3", "n=-1")),
            List.of("scalar", "c must be a number, but was x", line.replace("c=1.0", "c=x")),
            List.of(
                "operand",
                "a case must have x and its layout here, but had z contiguous",
                line.replace("x contiguous", "z contiguous")),
            List.of(
                "kind",
                "x must have one of the layouts [contiguous, spread, backwards, backwards spread],"
                    + " but had row-major",
                line.replace("x contiguous", "x row-major")),
            List.of("n", "the case must have a value of n", line.replace(" n=3", "")),
            List.of("x", "there is no layout diagonal", line.replace("x contiguous", "x diagonal")),
            List.of(
                "mistake",
                "after the seed a case may have the mistake of a call that must be refused, such as"
                    + " wrong extent operand=0 direction=1 detail=4, but had wrong size",
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
  void aRuleWithoutTheCaseSaysSo() {
    Subject subject = Subject.of(new ExampleKernels(), Effort.SHORT);
    Stream.of(
            List.of("there is no rule GEMM-99", "GEMM-99: gemm double"),
            List.of(
                "GEMM-4: its cases begin with gemm, not: dot double n=3", "GEMM-4: dot double n=3"),
            List.of("ROTG-1: it has no such case: rotg double a=5", "ROTG-1: rotg double a=5"),
            List.of(
                "THREADS-1: many threads call at once, which cannot be tried again from a line;"
                    + " without the text before the routine, the line makes the call alone",
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
