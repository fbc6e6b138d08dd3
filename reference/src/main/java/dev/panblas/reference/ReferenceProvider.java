package dev.panblas.reference;

/** A placeholder. */
public final class ReferenceProvider {
  private ReferenceProvider() {}
}
