package dev.panblas.reference;

/** A placeholder. */
final class ReferenceProvider {
  private ReferenceProvider() {}
}
