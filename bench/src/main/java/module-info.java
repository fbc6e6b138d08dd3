/** The benchmarks, what runs them, and what is made of their times. */
module dev.panblas.bench {
  requires com.google.gson;
  requires commons.math3;
  requires transitive dev.panblas.core;
  requires transitive java.desktop;
  requires jdk.unsupported; // JMH uses sun.misc.Unsafe and, as an automatic module, cannot say so
  requires jmh.core;
  requires static transitive org.jspecify;
  requires transitive xchart;

  exports dev.panblas.bench;
  exports dev.panblas.bench.chart;
  exports dev.panblas.bench.report;
  exports dev.panblas.bench.result;
  exports dev.panblas.bench.run;

  opens dev.panblas.bench.result to
      com.google.gson;
  opens dev.panblas.bench.run to
      com.google.gson;
}
