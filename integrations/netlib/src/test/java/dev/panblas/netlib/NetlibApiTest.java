/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetlibApiTest {

  private static final Path LIST =
      Path.of("src", "main", "resources", "dev", "panblas", "netlib", "symbols.txt");

  /** With {@code -Dpanblas.symbols.write=true} the list is written instead. */
  @Test
  @DisplayName("the list of functions is that of netlib's native methods and small libraries")
  void listedSymbols() throws Exception {
    List<String> lines = new ArrayList<>();
    for (NetlibApi api : NetlibApi.values()) {
      Set<String> found = api.symbols();
      if (!Boolean.getBoolean("panblas.symbols.write")) {
        assertEquals(found, api.listed());
      }
      found.forEach(symbol -> lines.add(api + " " + symbol));
    }
    if (Boolean.getBoolean("panblas.symbols.write")) {
      Files.write(LIST, lines);
    }
    assertEquals(Files.readAllLines(LIST), lines);
  }

  @Test
  void functionsWithoutAnImplementationAreNotAmongThem() throws Exception {
    Set<String> blas = NetlibApi.BLAS.symbols();
    Set<String> lapack = NetlibApi.LAPACK.symbols();
    assertTrue(blas.containsAll(Set.of("ddot_", "sdot_", "sgemm_", "idamax_")), blas::toString);
    assertTrue(lapack.containsAll(Set.of("dgesv_", "sgesv_", "dgetrf_")), lapack::toString);
    assertTrue(lapack.stream().noneMatch("dlamc1_"::equals), "only throws in netlib");
  }

  @Test
  void netlibReadsAllowNative() throws Exception {
    for (NetlibApi api : NetlibApi.values()) {
      assertTrue(api.readsAllowNative(), api::name);
    }
  }

  @Test
  void aDamagedJarIsReported() {
    ClassLoader damaged =
        new ClassLoader() {
          @Override
          public InputStream getResourceAsStream(String name) {
            return new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] bytes, int from, int most) throws IOException {
                throw new ZipException("invalid block type");
              }
            };
          }
        };
    UnusableLibraryException refusal =
        assertThrows(UnusableLibraryException.class, () -> NetlibApi.read(damaged, "a.class"));
    assertEquals(
        "the jar of netlib must be readable, but a.class is not"
            + " (java.util.zip.ZipException: invalid block type)",
        refusal.getMessage());
    assertEquals("download that jar again", refusal.remedy());
  }
}
