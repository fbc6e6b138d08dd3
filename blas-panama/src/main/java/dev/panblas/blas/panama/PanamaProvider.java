package dev.panblas.blas.panama;

/** A placeholder. */
public final class PanamaProvider {
  private PanamaProvider() {}
}
