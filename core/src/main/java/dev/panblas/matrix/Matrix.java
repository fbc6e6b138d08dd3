package dev.panblas.matrix;

/** A placeholder. */
public final class Matrix {
  private Matrix() {}
}
