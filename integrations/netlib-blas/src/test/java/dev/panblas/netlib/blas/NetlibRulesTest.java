/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  /** Inputs that share memory, and operands that alternate in memory. */
  private static final Set<Integer> NUMBERS = Set.of(10, 11);

  @Test
  @DisplayName("every routine keeps two of the rules")
  void everyRoutine() {
    Report report =
        ConformanceKit.run(
            Subject.of(new NetlibProvider(), Settings.current(), Effort.SHORT),
            rule -> NUMBERS.contains(rule.number()),
            ConformanceKit.Listener.NONE);
    assertEquals(List.of(), report.broken());
    assertTrue(report.cases() > 500, report.summary("netlib"));
  }
}
