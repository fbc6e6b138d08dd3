/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

  private static final Row ROW = Row.of("gemm", "NumPy", "n", 8);

  @Test
  void readsTheLineOfAScript() {
    Line line =
        Line.parse(
            """
            {"row": {"question": "gemm", "subject": "NumPy", "parameters": {"n": "8"}},
             "seconds": [1e-6, 2e-6], "circumstances": {"runtime": "Python",
             "library": {"name": "openblas", "threads": 2}, "facts": {"cost": "0.5"}}}
            """);
    assertEquals(ROW, line.row());
    assertEquals(List.of(1e-6, 2e-6), line.seconds());
    Circumstances circumstances = line.circumstances();
    assertNotNull(circumstances);
    assertEquals("0.5", circumstances.fact("cost"));
    assertEquals("openblas", circumstances.library().name());
  }

  @Test
  void readsWhatItWrites() {
    Line line = Line.of(ROW, List.of(0.1), null);
    assertEquals(line, Line.parse(Json.line(line)));
    Line failure = Line.ofFailure(ROW, "why");
    assertEquals(failure, Line.parse(Json.line(failure)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Traceback",
        "{}",
        "{\"row\":{\"question\":\"gemm\",\"subject\":\"x\",\"parameters\":{}}}",
        "{\"row\":{\"question\":\"gemm\",\"subject\":\"x\",\"parameters\":{}},\"seconds\":[0]}"
      })
  void rejectsOtherText(String text) {
    assertThrows(JsonParseException.class, () -> Line.parse(text));
  }

  @Test
  void collectsRounds() {
    RowResult result =
        new RowResult(ROW, List.of(), null, null)
            .plus(Line.of(ROW, List.of(3.0, 1.0, 2.0), null))
            .plus(Line.of(ROW, List.of(5.0, 4.0), null));
    assertEquals(List.of(2.0, 4.5), result.medians());
    assertEquals(3.25, result.seconds());
    assertTrue(result.isComplete());
    RowResult broken = result.plus(Line.ofFailure(ROW, "why"));
    assertFalse(broken.isComplete());
    assertEquals("why", broken.failure());
    assertEquals(List.of(2.0, 4.5), broken.medians());
  }
}
