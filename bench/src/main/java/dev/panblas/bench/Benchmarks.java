package dev.panblas.bench;

/** A placeholder. */
public final class Benchmarks {
  private Benchmarks() {}
}
