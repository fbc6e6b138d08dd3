/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder {@code java.io.tmpdir}, from which netlib loads its own code. */
final class TemporaryFolder {

  private static final FileAttribute<?>[] PERMISSIONS =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"))
          }
          : new FileAttribute<?>[0];

  private TemporaryFolder() {}

  /** Makes a file as netlib does, and requires that the system would load it. */
  static void requireLoadable() throws UnusableLibraryException {
    String remedy =
        "set -Djava.io.tmpdir to a folder that can be written and is not mounted noexec";
    Path probe;
    try {
      probe = Files.createTempFile("libnetlibpanblas", ".so", PERMISSIONS);
    } catch (IOException | SecurityException refused) {
      throw new UnusableLibraryException(
          "netlib cannot unpack its own code to java.io.tmpdir (" + refused + ")", remedy, refused);
    }
    boolean isExecutable = Files.isExecutable(probe);
    Path folder = probe.toAbsolutePath().getParent();
    try {
      Files.delete(probe);
    } catch (IOException left) {
      // It is empty, and the folder is for temporary files.
    }
    if (!isExecutable) {
      throw new UnusableLibraryException(
          "netlib cannot load its own code from java.io.tmpdir: "
              + folder
              + " is on a file system that is mounted noexec",
          remedy);
    }
  }
}
