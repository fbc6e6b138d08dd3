/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.backends;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.BackendReport.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendTableTest {

  @Test
  void printsReasonAndRemedyOfABackendThatIsNotReady() {
    Entry entry =
        new Entry("some", 1, "here", false, null, null, null, null, "no dgemm", "install it");
    String table = BackendTable.of(new BackendReport(null, "why", "vectors", List.of(entry)));
    assertTrue(table.contains("some is not ready: no dgemm."), table);
    assertTrue(table.contains("Remedy: install it."), table);
    assertTrue(table.contains("Loaded from: here."), table);
  }
}
