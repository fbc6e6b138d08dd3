package dev.panblas.blas.panama;

import dev.panblas.spi.BlasKernels;
import java.io.IOException;
import java.io.InputStream;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;

/** Defines the kernels' class for a library. */
final class Binding {

  private Binding() {}

  static BlasKernels kernels(Library library, String name) throws UnusableLibraryException {
    Class<CblasKernels> model = CblasKernels.class;
    try (InputStream code = model.getResourceAsStream(model.getSimpleName() + ".class")) {
      byte[] bytes = Objects.requireNonNull(code, "the class file of the kernels").readAllBytes();
      MethodHandles.Lookup bound =
          MethodHandles.lookup().defineHiddenClassWithClassData(bytes, library, true);
      return (BlasKernels)
          bound.findConstructor(bound.lookupClass(), MethodType.methodType(void.class)).invoke();
    } catch (ExceptionInInitializerError failed) {
      if (failed.getCause() instanceof Library.MissingFunctionException missing) {
        throw Library.missing(name, String.valueOf(missing.getMessage()));
      }
      throw failed;
    } catch (IOException impossible) {
      throw new IllegalStateException("the class file of the kernels is not there", impossible);
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }

  /** The library that a class was defined for. */
  static Library library(MethodHandles.Lookup bound) {
    try {
      return MethodHandles.classData(bound, ConstantDescs.DEFAULT_NAME, Library.class);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(bound + " cannot see its own class data", impossible);
    }
  }
}
