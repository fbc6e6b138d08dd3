package dev.panblas.library;

import dev.panblas.matrix.Precision;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodType;
import java.util.function.Supplier;

/**
 * The functions of a native library, as a backend calls them. It is the backend that does what Java
 * restricts, so that it, not this module, is what a user grants native access.
 */
public interface NativeFunctions {

  /**
   * Whether the library has a function.
   *
   * @param name the name in C
   * @return true if {@link #bind} will find it
   */
  boolean has(String name);

  /**
   * A handle that calls a function. That it is described rightly nobody can check.
   *
   * @param name the name in C
   * @param type int, long, float and double as in C, and {@link MemorySegment} for a pointer
   * @param pointedTo the type of the elements that pointers point to
   * @return a handle of that type
   * @throws UnusableLibraryException if the library does not have it
   */
  MethodHandle bind(String name, MethodType type, Precision pointedTo)
      throws UnusableLibraryException;

  /**
   * The exception to throw if the library lacks a function.
   *
   * @param name the name in C
   * @return in the words of who loaded the library
   */
  UnusableLibraryException missing(String name);

  /**
   * A string that a function has returned.
   *
   * @param text its address
   * @return the characters up to the zero
   */
  String string(MemorySegment text);

  /**
   * A function as an object that a caller need not guard against checked exceptions: C throws none.
   *
   * @param <T> the interface
   * @param shape an interface with one method
   * @param name the function's name in C
   * @param result what it returns
   * @param arguments what it takes
   * @return the function
   * @throws UnusableLibraryException if the library does not have it
   */
  default <T> T function(Class<T> shape, String name, Class<?> result, Class<?>... arguments)
      throws UnusableLibraryException {
    MethodHandle handle = bind(name, MethodType.methodType(result, arguments), Precision.DOUBLE);
    return MethodHandleProxies.asInterfaceInstance(shape, handle);
  }

  /**
   * What a function without arguments says.
   *
   * @param name the function's name in C
   * @return the string that it returns
   * @throws UnusableLibraryException if the library does not have it
   */
  default String text(String name) throws UnusableLibraryException {
    return string((MemorySegment) function(Supplier.class, name, MemorySegment.class).get());
  }

  /**
   * A function's type as the Foreign Function and Memory API describes it.
   *
   * @param type as for {@link #bind}
   * @return the descriptor
   */
  static FunctionDescriptor descriptor(MethodType type) {
    MemoryLayout[] arguments =
        type.parameterList().stream().map(NativeFunctions::layout).toArray(MemoryLayout[]::new);
    return type.returnType() == void.class
        ? FunctionDescriptor.ofVoid(arguments)
        : FunctionDescriptor.of(layout(type.returnType()), arguments);
  }

  private static MemoryLayout layout(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int" -> ValueLayout.JAVA_INT;
      case "long" -> ValueLayout.JAVA_LONG;
      case "float" -> ValueLayout.JAVA_FLOAT;
      case "double" -> ValueLayout.JAVA_DOUBLE;
      default -> ValueLayout.ADDRESS;
    };
  }
}
