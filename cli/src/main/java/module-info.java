/** The command line. */
module dev.panblas.cli {
  requires JLargeArrays;
  requires JTransforms;
  requires com.google.gson;
  requires dev.panblas.core;
  requires dev.panblas.conformance;
  requires info.picocli;
  requires java.desktop;
  requires me.tongfei.progressbar;
  requires static org.jspecify;
  requires xchart;
}
