/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.panblas.spi.Routine;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which faults of the table apply to a library. */
class KnownFaultTest {

  private record Library(String name, Optional<String> version, Optional<String> core)
      implements Vendor {
    @Override
    public OptionalInt threads() {
      return OptionalInt.of(1);
    }
  }

  private static List<Routine> faulty(String name, String version, String core) {
    return KnownFault.of(new Library(name, Optional.ofNullable(version), Optional.ofNullable(core)))
        .stream()
        .map(fault -> fault.substitute().routine())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0.3.21, ROTG",
    "0.3.30, ROTG",
    "0.3.30.dev, ROTG",
    "0.2.20, ROTG",
    "0.3, ROTG",
    "0.3.31,",
    "0.3.31.188.0,",
    "0.4.0,",
    "1.0,",
    ", ROTG"
  })
  void aFaultEndsAfterItsLastVersion(String version, Routine first) {
    List<Routine> faults = faulty("OpenBLAS", version, "Haswell");
    assertEquals(
        Optional.ofNullable(first), faults.stream().filter(Routine.ROTG::equals).findFirst());
  }

  @Test
  void aFaultOfOneCoreAppliesToItAndToAnUnknownOne() {
    assertEquals(List.of(), faulty("OpenBLAS", "0.3.31", "Haswell"));
    assertEquals(List.of(Routine.GEMM), faulty("OpenBLAS", "0.3.31", "Cooperlake"));
    assertEquals(List.of(Routine.SYMV), faulty("OpenBLAS", "0.3.31", "Prescott"));
    assertEquals(List.of(Routine.SYMV, Routine.GEMM), faulty("OpenBLAS", "0.3.31", null));
    assertEquals(2, count(faulty("BLIS", "0.9.0", "zen3"), Routine.GEMM));
    assertEquals(1, count(faulty("BLIS", "0.9.0", "skx"), Routine.GEMM));
    assertEquals(1, count(faulty("BLIS", "1.1", "zen3"), Routine.GEMM));
  }

  @Test
  void oneLineOfTheTableMayNameSeveralRoutines() {
    List<Routine> faults = faulty("ATLAS", null, null);
    for (Routine routine : Routine.values()) {
      boolean takesMatrix =
          routine.level() > 1 && !routine.isExtension() && !PACKED.contains(routine);
      assertEquals(takesMatrix ? 1 : 0, count(faults, routine) - (routine == Routine.ROTG ? 1 : 0));
    }
  }

  private static final Set<Routine> PACKED =
      EnumSet.of(Routine.SPMV, Routine.TPMV, Routine.TPSV, Routine.SPR, Routine.SPR2);

  private static long count(List<Routine> faults, Routine routine) {
    return faults.stream().filter(routine::equals).count();
  }

  @Test
  void anotherLibraryHasNone() {
    assertEquals(List.of(), faulty("libblas.so.3", null, null));
  }

  /** A reason is a clause of the report, which names the routine and the precisions before it. */
  @Test
  void everyReasonNamesItsLibrary() {
    for (KnownFault fault : KnownFault.ALL) {
      String name = fault.library().equals("Netlib") ? "the reference" : fault.library();
      assertTrue(fault.substitute().reason().contains(name), fault::toString);
    }
  }
}
