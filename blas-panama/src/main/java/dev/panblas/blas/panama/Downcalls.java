package dev.panblas.blas.panama;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls into C. */
final class Downcalls {

  private Downcalls() {}

  /** A handle that calls a C function. That it is described rightly nobody can check. */
  @SuppressWarnings("restricted")
  static MethodHandle handle(MemorySegment function, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(function, descriptor);
  }

  /** A string that a C function has returned. */
  @SuppressWarnings("restricted")
  static String string(MemorySegment text) {
    return text.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /**
   * Throws what a method handle has thrown, as it is. C throws nothing; what arrives here is the
   * JVM's, such as a {@link StackOverflowError}, or the refusal of memory that another thread has
   * just closed.
   */
  static RuntimeException rethrow(Throwable thrown) {
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("a call into C threw a checked exception", thrown);
  }
}
