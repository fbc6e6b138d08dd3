/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class VectorProviderTest {

  @Test
  void kernelsReturnTheSettingsThatTheyWereOpenedWith() {
    Settings settings = Settings.defaults().withBackend("vector").withThreads(3);
    Blas blas = Blas.over(Selection.make(settings).open());
    assertEquals(settings, blas.settings());
    assertEquals("Java", blas.library().name());
  }

  @Test
  void isDeclaredForTheClassPathToo() throws IOException {
    for (String file :
        new String[] {
          "/META-INF/services/" + BlasProvider.class.getName(), "/META-INF/panblas/backends/vector"
        }) {
      try (InputStream declared = VectorProvider.class.getResourceAsStream(file)) {
        String text =
            new String(Objects.requireNonNull(declared).readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(VectorProvider.class.getName(), text.strip());
      }
    }
  }

  @Test
  void reportsOneThreadAndTheWidthOfItsVectors() {
    VectorProvider provider = new VectorProvider();
    LibraryInfo library =
        assertInstanceOf(Availability.Ready.class, provider.probe(Settings.current())).library();
    assertEquals(OptionalInt.of(1), library.threads());
    assertEquals(Optional.of(Runtime.version().toString()), library.version());
    assertEquals(Optional.empty(), library.file());
    assertTrue(library.core().orElseThrow().matches("\\d+-bit vectors"), library::toString);
    assertEquals(library, provider.open(Settings.current()).library());
  }

  @Test
  void isNotReadyInAJvmThatDoesNotCompileVectors() {
    assertTrue(VectorProvider.compiles(System.getProperty("java.vm.info")));
    assertFalse(VectorProvider.compiles("interpreted mode, sharing"));
    assertFalse(VectorProvider.compiles("mixed mode, emulated-client, sharing"));
  }

  @Test
  void isBetterThanTheReferenceAndBelowTheNativeBackends() {
    int priority = new VectorProvider().priority();
    assertTrue(0 < priority && priority < 200, () -> "" + priority);
  }
}
