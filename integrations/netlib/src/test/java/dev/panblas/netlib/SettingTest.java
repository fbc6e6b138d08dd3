/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.spi.Settings;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingTest {

  @Test
  void namesAreThoseOfPanblas() {
    assertEquals(Settings.LIBRARY_PROPERTY, Setting.LIBRARY);
    assertEquals(Settings.CACHE_PROPERTY, Setting.CACHE);
    assertEquals(Settings.LIBRARY_THREADS_PROPERTY, Setting.LIBRARY_THREADS);
    assertEquals(Settings.howToSet(Setting.CACHE), Setting.howToSet(Setting.CACHE));
  }

  @Test
  void aPropertyIsStrippedAndABlankOneIsNotSet() {
    String name = "panblas.netlib.test";
    System.setProperty(name, " value ");
    assertEquals(Optional.of(new Setting("value", "-D" + name + "=value")), Setting.of(name));
    System.setProperty(name, " ");
    assertEquals(Optional.empty(), Setting.of(name));
    System.clearProperty(name);
  }

  @Test
  void aCountIsAWholeNumberOfAtLeastOne() throws Exception {
    assertEquals(2, new Setting("2", "").count());
    for (String wrong : new String[] {"0", "-1", "two", "1.5"}) {
      Setting setting = new Setting(wrong, "PANBLAS_LIBRARY_THREADS=" + wrong);
      String message = assertThrows(UnusableLibraryException.class, setting::count).getMessage();
      assertEquals(
          "the library's thread count must be a whole number >= 1, but was " + setting.source(),
          message);
    }
  }
}
