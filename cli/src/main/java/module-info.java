/** The command line. */
module dev.panblas.cli {
  requires JLargeArrays;
  requires JTransforms;
  requires com.google.gson;
  requires dev.panblas.bench;
  requires dev.panblas.conformance;
  requires dev.panblas.core;
  requires info.picocli;
  requires java.desktop;
  requires java.logging;
  requires java.management; // tells the options that this JVM was started with
  requires jdk.unsupported; // through it JLine takes signals
  requires me.tongfei.progressbar;
  requires org.jline.terminal;
  requires static org.jspecify;
  requires xchart;

  opens dev.panblas.cli to
      com.google.gson,
      info.picocli;
}
