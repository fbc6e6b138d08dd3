/** The benchmarks. */
module dev.panblas.bench {
  requires dev.panblas.core;
  requires jdk.unsupported; // JMH uses sun.misc.Unsafe and, as an automatic module, cannot say so
  requires jmh.core;
  requires static org.jspecify;
  requires xchart;

  exports dev.panblas.bench;
}
