/** The tests that every backend passes. */
module dev.panblas.conformance {
  requires transitive dev.panblas.core;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.panblas.conformance;
}
