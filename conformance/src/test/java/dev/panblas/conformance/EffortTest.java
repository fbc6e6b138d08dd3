package dev.panblas.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EffortTest {

  private static final String CALLS = "panblas.conformance.calls";

  @AfterEach
  void clear() {
    System.clearProperty(CALLS);
  }

  @Test
  void aPropertySaysHowManyCalls() {
    System.setProperty(CALLS, "12");
    assertEquals(12, Effort.current().randomCalls());
  }

  @Test
  void whatIsNoNumberOfCallsIsToldInWords() {
    assertEquals("-Dpanblas.conformance.calls=many: this is a whole number", messageFor("many"));
    String range = ": this is a whole number from 1 to 2147483647";
    assertEquals("-Dpanblas.conformance.calls=3000000000" + range, messageFor("3000000000"));
    assertEquals("-Dpanblas.conformance.calls=0" + range, messageFor("0"));
  }

  private static String messageFor(String calls) {
    System.setProperty(CALLS, calls);
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, Effort::current).getMessage());
  }
}
