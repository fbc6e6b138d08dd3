package org.example.backend;

import dev.panblas.conformance.BackendConformance;
import dev.panblas.spi.BlasProvider;

class LoopsConformanceTest extends BackendConformance {
  @Override
  protected BlasProvider provider() {
    return new LoopsProvider();
  }
}
