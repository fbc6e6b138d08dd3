/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.backends;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.BackendReport.Entry;
import dev.panblas.cli.shared.BackendReport.Library;
import dev.panblas.cli.shared.LibraryVariables;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendTableTest {

  private static final BackendReport.Threads THREADS =
      new BackendReport.Threads(2, "PANBLAS_THREADS=2", 2, null);

  private static final LibraryVariables NONE = new LibraryVariables(List.of(), null);

  @Test
  void printsVariablesAndTheirWarning() {
    LibraryVariables variables = new LibraryVariables(List.of("BLIS_A=1", "MKL_B=2"), "MKL_B=2");
    String table =
        BackendTable.of(new BackendReport("some", "why", "vectors", THREADS, variables, List.of()));
    assertTrue(table.contains("environment:\n  BLIS_A=1;\n  MKL_B=2.\nWarning: MKL_B=2.\n"), table);
    table = BackendTable.of(new BackendReport("some", "why", "vectors", THREADS, NONE, List.of()));
    assertFalse(table.contains("environment"), table);
  }

  @Test
  void printsBothThreadCountsAndTheSource() {
    Library unknown = new Library("lib", null, null, null, null, null);
    Entry entry = new Entry("some", 1, "here", true, unknown, null, null, null, null, null);
    String table =
        BackendTable.of(new BackendReport("some", "why", "vectors", THREADS, NONE, List.of(entry)));
    assertTrue(table.contains("library threads"), table);
    assertTrue(table.contains("unknown"), table);
    assertTrue(table.contains("uses at most 2 threads of Panblas (PANBLAS_THREADS=2).\n"), table);

    BackendReport.Threads many = new BackendReport.Threads(8, "OMP_NUM_THREADS=8", 2, "no thread");
    table =
        BackendTable.of(new BackendReport("some", "why", "vectors", many, NONE, List.of(entry)));
    assertTrue(
        table.contains(
            "(OMP_NUM_THREADS=8), although this JVM may use 2 processors only;"
                + " it uses fewer now: no thread."),
        table);
  }

  @Test
  void printsReasonAndRemedyOfABackendThatIsNotReady() {
    Entry entry =
        new Entry("some", 1, "here", false, null, null, null, null, "no dgemm", "install it");
    String table =
        BackendTable.of(new BackendReport(null, "why", "vectors", THREADS, NONE, List.of(entry)));
    assertTrue(table.contains("some is not ready: no dgemm."), table);
    assertTrue(table.contains("Remedy: install it."), table);
    assertTrue(table.contains("Loaded from: here."), table);
  }
}
