package dev.panblas.conformance;

import dev.panblas.spi.BlasProvider;

class ExampleConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new ExampleProvider();
  }

  @Override
  protected Effort effort() {
    return Effort.SHORT;
  }
}
