/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReferenceProviderTest {

  @Test
  void kernelsReturnTheSettingsThatTheyWereOpenedWith() {
    for (int threads : new int[] {1, 3}) {
      Settings settings =
          Settings.defaults().withBackend("reference").withThreads(threads).withCrossover(false);
      Blas blas = Blas.over(Selection.make(settings).open());
      assertEquals(settings, blas.settings());
      assertEquals(threads, blas.threads());
    }
  }

  @Test
  void isFoundByName() {
    assertEquals("Java", Blas.open("reference").library().name());
  }

  @Test
  void isDeclaredForTheClassPathToo() throws IOException {
    String file = "/META-INF/services/" + BlasProvider.class.getName();
    try (InputStream declared = ReferenceProvider.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(declared).readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(ReferenceProvider.class.getName(), text.strip());
    }
  }

  @Test
  void isReadyOnOneThreadForAllSettings() {
    Settings settings = Settings.current().withLibrary("no-such-library").withThreads(8);
    ReferenceProvider provider = new ReferenceProvider();
    LibraryInfo library =
        assertInstanceOf(Availability.Ready.class, provider.probe(settings)).library();
    assertEquals(OptionalInt.of(1), library.threads());
    assertEquals(Optional.of(Runtime.version().toString()), library.version());
    assertEquals(Optional.empty(), library.file());
    assertEquals(library, provider.open(settings).library());
  }

  @Test
  void hasTheLowestPriority() {
    assertEquals(0, new ReferenceProvider().priority());
  }

  @Test
  void runsEveryRoutineItself() {
    assertEquals(
        EnumSet.allOf(Routine.class),
        new ReferenceProvider().open(Settings.current()).implemented());
  }
}
