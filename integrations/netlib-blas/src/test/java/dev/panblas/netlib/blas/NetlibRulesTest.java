/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.panblas.conformance.ConformanceKit;
import dev.panblas.conformance.Effort;
import dev.panblas.conformance.Report;
import dev.panblas.conformance.Subject;
import dev.panblas.spi.Settings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A sample of the rules that {@link NetlibConformanceTest} checks. */
class NetlibRulesTest {

  /** Layouts and options, in all combinations, of a routine for each kind of operand. */
  private static final Set<String> RULES =
      Set.of("DOT-2", "GEMV-2", "SPR-2", "TPSV-2", "SYRK-2", "TRSM-2");

  @Test
  @DisplayName("results are within the error bound for every layout and option")
  void layouts() {
    Report report =
        ConformanceKit.run(
            Subject.of(new NetlibProvider(), Settings.current(), Effort.SHORT),
            rule -> RULES.contains(rule.id()),
            ConformanceKit.Listener.NONE);
    assertEquals(List.of(), report.broken());
    assertEquals(RULES.size(), report.rules());
  }
}
