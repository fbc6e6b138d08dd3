package dev.panblas.blas.panama;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.small.SmallOperands;
import dev.panblas.spi.BlasProvider;

/** As it runs, with the measured crossovers. */
class SmallOperandsConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new SmallOperandsProvider(SmallOperands::inJava);
  }
}
