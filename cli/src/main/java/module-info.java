/** The command line. */
module dev.panblas.cli {
  requires JTransforms;
  requires com.google.gson;
  requires dev.panblas.core;
  requires dev.panblas.conformance;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires static org.jspecify;
  requires xchart;
}
