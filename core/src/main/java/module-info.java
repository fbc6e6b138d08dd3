/** Matrices, BLAS over any backend, and the autoencoder. */
module dev.panblas.core {
  requires static org.jspecify;

  exports dev.panblas.matrix;
}
