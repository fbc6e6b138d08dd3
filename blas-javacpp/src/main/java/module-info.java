/** The backend for OpenBLAS through JavaCPP's presets. */
module dev.panblas.blas.javacpp {
  requires dev.panblas.core;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires static org.jspecify;
}
