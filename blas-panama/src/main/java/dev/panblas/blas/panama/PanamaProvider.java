package dev.panblas.blas.panama;

/** A placeholder. */
final class PanamaProvider {
  private PanamaProvider() {}
}
