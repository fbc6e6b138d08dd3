/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
      Set<String> found = api.symbols(api.loader());
      if (!Boolean.getBoolean("panblas.symbols.write")) {
        assertEquals(found, api.symbols(Optional.empty()));
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
    Set<String> blas = NetlibApi.BLAS.symbols(NetlibApi.BLAS.loader());
    Set<String> lapack = NetlibApi.LAPACK.symbols(NetlibApi.LAPACK.loader());
    assertTrue(blas.containsAll(Set.of("ddot_", "sdot_", "sgemm_", "idamax_")), blas::toString);
    assertTrue(lapack.containsAll(Set.of("dgesv_", "sgesv_", "dgetrf_")), lapack::toString);
    assertTrue(lapack.stream().noneMatch("dlamc1_"::equals), "only throws in netlib");
  }

  @Test
  void netlibReadsAllowNative() throws Exception {
    for (NetlibApi api : NetlibApi.values()) {
      assertTrue(api.readsAllowNative(api.loader().orElseThrow()), api::name);
    }
  }
}
