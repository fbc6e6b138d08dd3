package dev.panblas.blas.panama;

import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.Settings;
import java.util.function.UnaryOperator;

/**
 * The backend as a program runs it, with calls answered in Java.
 *
 * @param inJava which calls are
 */
record SmallOperandsProvider(UnaryOperator<BlasKernels> inJava) implements BlasProvider {

  private static final BlasProvider PANAMA = new PanamaProvider();

  @Override
  public String name() {
    return PANAMA.name();
  }

  @Override
  public int priority() {
    return PANAMA.priority();
  }

  @Override
  public Availability probe(Settings settings) {
    return PANAMA.probe(settings);
  }

  @Override
  public BlasKernels open(Settings settings) {
    return inJava.apply(PANAMA.open(settings));
  }
}
