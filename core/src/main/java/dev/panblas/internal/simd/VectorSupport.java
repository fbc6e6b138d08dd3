/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.internal.simd;

import java.util.Locale;

/**
 * Whether the JDK's Vector API is present. It is an incubator module, which {@code --add-modules
 * jdk.incubator.vector} adds to the JVM. Without it the JIT compiler vectorises all loops, with
 * bitwise the same results.
 *
 * <p>A class that uses the module's types must not be loaded unless {@link #isPresent} returns
 * true.
 *
 * @see <a href="https://openjdk.org/jeps/508">JEP 508: Vector API (Tenth Incubator)</a>
 */
public final class VectorSupport {

  private static final String MODULE = "jdk.incubator.vector";

  private static final boolean PRESENT = probe();

  private VectorSupport() {}

  private static boolean probe() {
    Module self = VectorSupport.class.getModule();
    return ModuleLayer.boot().findModule(MODULE).filter(self::canRead).isPresent();
  }

  /** {@return whether the module is present} */
  public static boolean isPresent() {
    return PRESENT;
  }

  /** {@return the preferred vector width of this processor in bits; 0 without the module} */
  public static int bits() {
    return PRESENT ? VectorShape.preferredBits() : 0;
  }

  /**
   * How loops are vectorised; without the module, how to add it.
   *
   * @return one clause: {@code the JIT compiler's vector instructions, the sigmoid the Vector API}
   */
  public static String describe() {
    return PRESENT
        ? String.format(
            Locale.ROOT,
            "the JIT compiler's vector instructions, and the sigmoid the Vector API with %d bits",
            bits())
        : String.format(
            Locale.ROOT,
            "the JIT compiler's vector instructions (with --add-modules %s the sigmoid uses the"
                + " Vector API)",
            MODULE);
  }
}
