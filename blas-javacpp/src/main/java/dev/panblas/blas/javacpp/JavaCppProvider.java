package dev.panblas.blas.javacpp;

/** A placeholder. */
final class JavaCppProvider {
  private JavaCppProvider() {}
}
