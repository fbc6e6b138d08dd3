/**
 * The backend {@code javacpp}: OpenBLAS through JavaCPP's presets. The modules with JavaCPP's
 * native libraries need not be resolved; it is enough that their jars lie on the module path.
 */
module dev.panblas.blas.javacpp {
  requires dev.panblas.core;
  requires dev.panblas.nativelib;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires static org.jspecify;

  provides dev.panblas.spi.BlasProvider with
      dev.panblas.blas.javacpp.JavaCppProvider;
}
