/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.blas.vector;

import dev.panblas.matrix.Precision;
import dev.panblas.spi.Availability;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.BlasProvider;
import dev.panblas.spi.ElementKernels;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.ProductLimits;
import dev.panblas.spi.Settings;
import dev.panblas.spi.TileKernels;
import java.util.Optional;

/**
 * The backend {@code vector}: BLAS in Java on the JDK's Vector API. It needs no library and no
 * native access, but the JDK's incubator module, which {@code --add-modules jdk.incubator.vector}
 * adds to the JVM.
 *
 * <p>This class names no type of that module, and is found and probed where the module is absent.
 *
 * @see <a href="https://openjdk.org/jeps/508">JEP 508: Vector API (Tenth Incubator)</a>
 */
public final class VectorProvider implements BlasProvider {

  private static final String MODULE = "jdk.incubator.vector";

  /** Called by {@link java.util.ServiceLoader}. */
  public VectorProvider() {}

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public Availability probe(Settings settings) {
    if (!isPresent()) {
      return unavailable(
          "the JVM runs without the module " + MODULE, "add the option --add-modules " + MODULE);
    }
    if (!compiles(System.getProperty("java.vm.info", ""))) {
      return unavailable(
          "the JVM runs without its optimising compiler, and vectors would be slow objects",
          "run it without -Xint and -XX:TieredStopAtLevel=1, or use another backend");
    }
    if (VectorShape.BITS < VectorShape.FEWEST_BITS) {
      return unavailable(
          "the JVM has no vector instructions for this processor", "use another backend");
    }
    return new Availability.Ready(VectorKernels.LIBRARY);
  }

  private static boolean isPresent() {
    Module self = VectorProvider.class.getModule();
    return ModuleLayer.boot().findModule(MODULE).filter(self::canRead).isPresent();
  }

  /**
   * Whether the JVM has the compiler that turns operations on vectors into instructions.
   *
   * @param info the JVM's mode, as in the property {@code java.vm.info}
   */
  static boolean compiles(String info) {
    return !info.contains("interpreted") && !info.contains("emulated-client");
  }

  private static Availability unavailable(String reason, String remedy) {
    return new Availability.Unavailable(reason, remedy, Optional.empty());
  }

  /** Whether the kernels can run here: no setting decides it. */
  private boolean isReady() {
    return probe(Settings.defaults()) instanceof Availability.Ready;
  }

  @Override
  public Optional<ElementKernels> elementKernels() {
    return isReady() ? Optional.of(new VectorElements()) : Optional.empty();
  }

  @Override
  public Optional<TileKernels<?>> fastTileKernels(Precision precision) {
    return isReady() && VectorShape.BITS >= VectorShape.FEWEST_BITS_OF_FAST_TILES
        ? Optional.of(VectorKernels.tiles(precision))
        : Optional.empty();
  }

  @Override
  public BlasKernels open(Settings settings) {
    return new VectorKernels(settings);
  }

  @Override
  public ProductLimits fasterProducts(LibraryInfo library) {
    return isPresent() ? FasterProducts.of(library, VectorShape.BITS) : ProductLimits.NONE;
  }
}
