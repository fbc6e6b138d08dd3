/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.vendor;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.Routine;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A routine that some versions of a library compute wrongly, perhaps only on some cores. The
 * conformance kit has found each fault. The wrong calls are computed in Java.
 *
 * @param library the name of the {@link Vendor}
 * @param last the last version that has the fault; empty if it is not known to be corrected, or if
 *     the library does not report its version
 * @param cores the cores on which it has the fault; empty for all
 * @param calls the calls that are wrong
 * @param substitute the routine, its precisions, and the reason
 */
public record KnownFault(
    String library,
    Optional<String> last,
    Set<String> cores,
    Calls calls,
    JavaSubstitute substitute) {

  /** The calls of a routine that are wrong. */
  public enum Calls {
    /** All calls, also if only some values of the operands give wrong results. */
    ALL,
    /** Those with alpha = 0. */
    ALPHA_0,
    /** Those whose result has one row or one column. */
    VECTOR,
    /** Those whose result is NaN. */
    NAN,
    /** Those with a matrix whose elements are too far apart for a distance of 32 bits. */
    FAR
  }

  /** Library | last version | cores | routines | precisions | calls | reason. */
  private static final String TABLE =
      """
      OpenBLAS | 0.3.30 | *                                                                   | rotg                             | double        | all     | up to 0.3.30, OpenBLAS overflows or underflows where a^2 + b^2 does
      OpenBLAS | 0.3.30 | *                                                                   | scal                             | single double | alpha 0 | up to 0.3.30, OpenBLAS sets zeros if alpha is 0, and NaN and infinities disappear (issue 4728)
      OpenBLAS | *      | Prescott Core2 Barcelona Bulldozer Piledriver Steamroller Excavator | symv                             | single double | all     | OpenBLAS reads beyond the matrix on this core
      OpenBLAS | *      | SkylakeX Cooperlake SapphireRapids                                  | gemm                             | single        | far     | OpenBLAS computes the distance of elements in 32 bits in small products on this core
      BLIS     | *      | *                                                                   | rotg                             | single double | all     | in BLIS c^2 + s^2 is not 1 if r is below the smallest normal number
      BLIS     | *      | *                                                                   | scal                             | single double | alpha 0 | BLIS sets zeros if alpha is 0, and NaN and infinities disappear
      BLIS     | 0.9    | *                                                                   | nrm2                             | single double | nan     | in BLIS two infinities give NaN (pull request 668)
      BLIS     | *      | *                                                                   | gemm                             | single double | vector  | in BLIS a product of one row or one column skips factors of 0, and NaN and infinities disappear
      BLIS     | 1.0    | haswell zen zen2 zen3                                               | gemm                             | single        | all     | BLIS reads beyond operands of small products on this core (issues 635 and 821)
      BLIS     | *      | *                                                                   | gbmv sbmv tbmv tbsv              | single double | far     | BLIS computes the distance of elements in 32 bits
      MKL      | *      | *                                                                   | rotg                             | single double | all     | in MKL c^2 + s^2 is not 1 if r is below the smallest normal number
      MKL      | *      | *                                                                   | nrm2                             | double        | nan     | in MKL an infinity may give NaN
      ATLAS    | *      | *                                                                   | rotg                             | single double | all     | in ATLAS c^2 + s^2 is not 1 if r is below the smallest normal number
      ATLAS    | *      | *                                                                   | gemv symv trmv trsv ger syr syr2 | single double | far     | ATLAS computes the distance of elements in 32 bits
      ATLAS    | *      | *                                                                   | gbmv sbmv tbmv tbsv              | single double | far     | ATLAS computes the distance of elements in 32 bits
      ATLAS    | *      | *                                                                   | gemm symm syrk syr2k trmm trsm   | single double | far     | ATLAS computes the distance of elements in 32 bits
      Netlib   | *      | *                                                                   | rotg                             | single double | all     | in the reference c^2 + s^2 is not 1 if r is below the smallest normal number
      """;

  /** All known faults. */
  static final List<KnownFault> ALL = TABLE.lines().flatMap(KnownFault::parse).toList();

  private static final Pattern NUMBERS = Pattern.compile("\\d+(\\.\\d+)*");

  /** One fault for each routine. */
  private static Stream<KnownFault> parse(String line) {
    String[] field = line.split(" *\\| *", -1);
    EnumSet<Precision> precisions = EnumSet.noneOf(Precision.class);
    words(field[4])
        .map(name -> Precision.valueOf(name.toUpperCase(Locale.ROOT)))
        .forEach(precisions::add);
    return words(field[3])
        .map(
            routine ->
                new KnownFault(
                    field[0],
                    field[1].equals("*") ? Optional.empty() : Optional.of(field[1]),
                    field[2].equals("*") ? Set.of() : Set.copyOf(words(field[2]).toList()),
                    Calls.valueOf(field[5].toUpperCase(Locale.ROOT).replace(' ', '_')),
                    new JavaSubstitute(
                        Routine.valueOf(routine.toUpperCase(Locale.ROOT)), precisions, field[6])));
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split(" ", -1));
  }

  /**
   * The faults of a library.
   *
   * @param vendor the library; an unknown version or core is assumed to have the fault
   * @return those of the table that apply
   */
  public static List<KnownFault> of(Vendor vendor) {
    return ALL.stream().filter(fault -> fault.applies(vendor)).toList();
  }

  private boolean applies(Vendor vendor) {
    return library.equals(vendor.name())
        && (last.isEmpty() || vendor.version().filter(this::isLater).isEmpty())
        && (cores.isEmpty() || vendor.core().filter(core -> !cores.contains(core)).isEmpty());
  }

  /** Whether a version is later than the last one; compares as many numbers as that has. */
  private boolean isLater(String version) {
    int[] one = numbers(version);
    int[] two = numbers(last.orElseThrow());
    return Arrays.compare(Arrays.copyOf(one, two.length), two) > 0;
  }

  private static int[] numbers(String version) {
    return NUMBERS
        .matcher(version)
        .results()
        .findFirst()
        .map(
            found ->
                Stream.of(found.group().split("\\.", -1)).mapToInt(Integer::parseInt).toArray())
        .orElseGet(() -> new int[0]);
  }
}
