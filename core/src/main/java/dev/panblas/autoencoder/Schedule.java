package dev.panblas.autoencoder;

/** The order in which the same mathematics is done. */
public enum Schedule {
  /** A loop over the samples, with gemv and ger: how one writes it down first. */
  PER_SAMPLE,
  /** Whole arrays, with gemm: five products over all samples. */
  BATCHED
}
