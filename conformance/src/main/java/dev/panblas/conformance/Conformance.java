package dev.panblas.conformance;

/** A placeholder. */
public final class Conformance {
  private Conformance() {}
}
