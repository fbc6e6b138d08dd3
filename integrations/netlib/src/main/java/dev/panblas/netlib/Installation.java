/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What netlib uses, and why. {@link #toString} says it in words.
 *
 * @param library the library that was loaded for netlib; empty if nothing was changed
 * @param blas what netlib's {@code BLAS} calls
 * @param lapack what netlib's {@code LAPACK} calls
 * @param arpack what netlib's {@code ARPACK} calls
 */
public record Installation(Optional<Library> library, Use blas, Use lapack, Use arpack) {

  /**
   * A library that was loaded for netlib.
   *
   * @param file its file
   * @param name its name and version, such as {@code OpenBLAS 0.3.31}
   * @param core the processor family for which it chose its kernels; empty if unknown
   * @param threads how many threads it has
   */
  public record Library(Path file, String name, Optional<String> core, int threads) {

    /** {@return one line: name, file, core and threads} */
    @Override
    public String toString() {
      return name
          + " in "
          + file
          + " ("
          + core.map(known -> "core " + known + ", ").orElse("")
          + threads
          + (threads == 1 ? " thread)" : " threads)");
    }
  }

  /**
   * What one of netlib's interfaces calls.
   *
   * @param file the library's file; empty if Panblas does not determine it: netlib computes in
   *     Java, or calls what it finds itself
   * @param reason why: one clause without a full stop
   */
  public record Use(Optional<Path> file, String reason) {

    static Use of(Path file, String reason) {
      return new Use(Optional.of(file), reason);
    }

    static Use none(String reason) {
      return new Use(Optional.empty(), reason);
    }

    /** {@return the file, if there is one, and the reason} */
    @Override
    public String toString() {
      return file.map(path -> path + ", ").orElse("") + reason;
    }
  }

  static Installation refused(UnusableLibraryException reason) {
    Use none = Use.none(reason.getMessage() + "; to fix it, " + reason.remedy());
    return new Installation(Optional.empty(), none, none, none);
  }

  /**
   * Whether netlib's BLAS calls the library, or will when it starts.
   *
   * @return false if netlib's properties are as they were
   */
  public boolean isInstalled() {
    return blas.file().isPresent();
  }

  /** {@return lines for people: the library, and what each interface calls} */
  @Override
  public String toString() {
    if (library.isEmpty()) {
      return "netlib does not use Panblas's library: " + blas.reason();
    }
    return "netlib uses "
        + library.get()
        + "\n  BLAS: "
        + line(blas)
        + "\n  LAPACK: "
        + line(lapack)
        + "\n  ARPACK: "
        + line(arpack);
  }

  /** The file of ARPACK alone is another one than that of the first line. */
  private String line(Use use) {
    return use.file().equals(library.map(Library::file))
        ? "this file, " + use.reason()
        : use.toString();
  }
}
