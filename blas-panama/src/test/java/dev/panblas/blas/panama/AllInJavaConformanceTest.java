package dev.panblas.blas.panama;

import dev.panblas.conformance.junit.BackendConformance;
import dev.panblas.small.SmallOperands;
import dev.panblas.spi.BlasProvider;

/** Whatever can be answered in Java, at every size. */
class AllInJavaConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new SmallOperandsProvider(SmallOperands::allInJava);
  }
}
