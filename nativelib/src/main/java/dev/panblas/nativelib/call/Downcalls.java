package dev.panblas.nativelib.call;

import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.symbol.CType;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Calls into C. */
public final class Downcalls {

  private Downcalls() {}

  /**
   * A handle that calls a C function.
   *
   * @param address where it is
   * @param function its declaration; a wrong one corrupts memory
   * @return a handle of type {@link #methodType}
   */
  public static MethodHandle handle(MemorySegment address, CFunction function) {
    return handle(address, descriptor(function));
  }

  @SuppressWarnings("restricted")
  static MethodHandle handle(MemorySegment address, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().downcallHandle(address, descriptor);
  }

  /**
   * The Java types of a C function: pointers are memory segments.
   *
   * @param function its declaration
   * @return the type of its handles
   */
  public static MethodType methodType(CFunction function) {
    return descriptor(function).toMethodType();
  }

  private static FunctionDescriptor descriptor(CFunction function) {
    MemoryLayout[] parameters =
        function.parameters().stream().map(Downcalls::layout).toArray(MemoryLayout[]::new);
    return function.result() == CType.VOID
        ? FunctionDescriptor.ofVoid(parameters)
        : FunctionDescriptor.of(layout(function.result()), parameters);
  }

  private static MemoryLayout layout(CType type) {
    return switch (type) {
      case INT -> ValueLayout.JAVA_INT;
      case LONG -> ValueLayout.JAVA_LONG;
      case FLOAT -> ValueLayout.JAVA_FLOAT;
      case DOUBLE -> ValueLayout.JAVA_DOUBLE;
      case FLOAT_POINTER, DOUBLE_POINTER, CHAR_POINTER -> ValueLayout.ADDRESS;
      case VOID -> throw new IllegalArgumentException("a parameter must not be void");
    };
  }

  /**
   * A string that a C function has returned.
   *
   * @param text its address
   * @return the characters up to the zero
   */
  @SuppressWarnings("restricted")
  public static String string(MemorySegment text) {
    return text.reinterpret(Long.MAX_VALUE).getString(0);
  }

  /**
   * Throws what a method handle has thrown. C throws nothing; the exceptions are the JVM's, such as
   * a {@link StackOverflowError}, or the refusal of memory that another thread has just closed.
   *
   * @param thrown an unchecked exception or an error, thrown as it is
   * @return nothing: a caller can write the call as a throw statement
   */
  public static RuntimeException rethrow(Throwable thrown) {
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("a call into C threw a checked exception", thrown);
  }
}
