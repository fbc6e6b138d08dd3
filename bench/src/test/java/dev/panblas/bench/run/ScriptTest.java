/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScriptTest {

  @Test
  void theShortFormRunsATrainingOfScriptsInOneRound() {
    assertTrue(Script.questions(options(false), 1).contains(Question.TRAINING));
    assertEquals(
        List.of(Question.GEMM, Question.BACKPROP, Question.STEP),
        Script.questions(options(false), 2));
    assertEquals(Script.questions(options(true), 1), Script.questions(options(true), 2));
  }

  private static BenchRun.Options options(boolean full) {
    Path none = Path.of("none");
    return new BenchRun.Options(full, 3, Set.of(), null, none, "", List.of(), none, none, none);
  }
}
