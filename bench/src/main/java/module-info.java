/** The benchmarks. */
module dev.panblas.bench {
  requires dev.panblas.core;
  requires jmh.core;
  requires static org.jspecify;
  requires xchart;

  exports dev.panblas.bench;
}
