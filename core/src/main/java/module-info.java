/**
 * Matrices, the door to every BLAS backend, and the sparse autoencoder written against it. Depends
 * on the JDK alone and names no backend.
 */
module dev.panblas.core {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports dev.panblas.autoencoder;
  exports dev.panblas.backend;
  exports dev.panblas.blas;
  exports dev.panblas.cblas;
  exports dev.panblas.elementwise;
  exports dev.panblas.library;
  exports dev.panblas.matrix;
  exports dev.panblas.optimize;
  exports dev.panblas.simd;
  exports dev.panblas.small;
  exports dev.panblas.spi;

  uses dev.panblas.spi.BlasProvider;
}
