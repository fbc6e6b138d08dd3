/** The benchmarks. */
module dev.panblas.bench {
  requires transitive dev.panblas.core;
  requires jdk.unsupported; // JMH uses sun.misc.Unsafe and, as an automatic module, cannot say so
  requires jmh.core;
  requires static org.jspecify;

  exports dev.panblas.bench;
}
