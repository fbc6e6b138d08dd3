package dev.panblas.blas.javacpp;

/** A placeholder. */
public final class JavaCppProvider {
  private JavaCppProvider() {}
}
