package dev.panblas.internal.simd;

/**
 * The JDK's Vector API, which is an incubator module: it is there when the JVM was started with
 * {@code --add-modules jdk.incubator.vector}. Without it the JVM's compiler makes vectors of loops
 * by itself, with the same results to the bit.
 *
 * <p>A class that names the module's types must not be loaded unless {@link #isPresent} says so.
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

  /** {@return whether the module is there} */
  public static boolean isPresent() {
    return PRESENT;
  }

  /** {@return how wide a vector is that the JVM prefers on this processor; 0 without the module} */
  public static int bits() {
    return PRESENT ? VectorShape.preferredBits() : 0;
  }

  /**
   * What runs, and how to have the other.
   *
   * @return one clause: {@code the compiler's vectors, the sigmoid on the Vector API with 256 bits}
   */
  public static String describe() {
    return PRESENT
        ? String.format(
            "the compiler's vectors, the sigmoid on the Vector API with %d bits", bits())
        : String.format(
            "the compiler's vectors (--add-modules %s puts the sigmoid on the Vector API)", MODULE);
  }
}
