/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.operands.Layout;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Reduces a failing case until no smaller one fails. */
public final class Shrinking {

  private Shrinking() {}

  public static Case of(Case failing, Predicate<Case> fails) {
    Case smallest = failing;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (Case candidate : simpler(smallest)) {
        if (isPossible(candidate) && fails.test(candidate)) {
          smallest = candidate;
          smaller = true;
          break;
        }
      }
    }
    return smallest;
  }

  /** Cases that are simpler in one respect, the largest steps first. */
  private static List<Case> simpler(Case at) {
    List<Case> simpler = new ArrayList<>();
    for (int i = 0; i < at.sizes().size(); i++) {
      int size = at.size(i);
      for (int smaller : new int[] {0, 1, size / 2, size - 1}) {
        if (smaller >= 0 && smaller < size) {
          simpler.add(at.withSizes(replaced(at.sizes(), i, smaller)));
        }
      }
    }
    Case plain = Case.plain(at.model(), Precision.DOUBLE, at.sizes());
    for (int i = 0; i < at.layouts().size(); i++) {
      Layout layout = plain.layouts().get(i);
      if (at.layouts().get(i) != layout) {
        simpler.add(at.withLayouts(replaced(at.layouts(), i, layout)));
      }
    }
    for (int i = 0; i < at.options().size(); i++) {
      Enum<?> option = plain.options().get(i);
      if (at.options().get(i) != option) {
        simpler.add(at.withOptions(replaced(at.options(), i, option)));
      }
    }
    for (int i = 0; i < at.scalars().size(); i++) {
      if (at.scalars().get(i) != 1) {
        simpler.add(at.withScalars(replaced(at.scalars(), i, 1.0)));
      }
    }
    if (at.precision() != Precision.DOUBLE) {
      simpler.add(at.withPrecision(Precision.DOUBLE));
    }
    return simpler;
  }

  /** Whether the case has no mistake, or its mistake is still possible. */
  private static boolean isPossible(Case at) {
    return at.fault().map(fault -> Fault.of(fault.wrong(), at).contains(fault)).orElse(true);
  }

  private static <T> List<T> replaced(List<T> list, int index, T element) {
    List<T> changed = new ArrayList<>(list);
    changed.set(index, element);
    return Collections.unmodifiableList(changed);
  }
}
