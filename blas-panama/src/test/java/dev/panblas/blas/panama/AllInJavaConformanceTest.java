package dev.panblas.blas.panama;

import dev.panblas.conformance.BackendConformance;
import dev.panblas.conformance.Effort;
import dev.panblas.small.SmallOperands;
import dev.panblas.spi.BlasProvider;

/** Whatever can be answered in Java, at every size. */
class AllInJavaConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new SmallOperandsProvider(SmallOperands::allInJava);
  }

  @Override
  protected Effort effort() {
    return Effort.SHORT;
  }
}
