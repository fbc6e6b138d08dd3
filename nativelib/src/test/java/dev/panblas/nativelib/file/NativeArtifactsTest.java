/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NativeArtifactsTest {

  private static final Platform ARM_MAC = Platform.of("Mac OS X", "aarch64");

  @Test
  void namesCoordinatesWithTheVersionsOfTheBuild() {
    String version = "\\d[\\w.-]*";
    String toAdd = NativeArtifacts.toAdd(ARM_MAC, "openblas", "javacpp");
    assertTrue(
        toAdd.matches(
            "org\\.bytedeco:openblas:V:macosx-arm64 and org\\.bytedeco:javacpp:V:macosx-arm64, or "
                    .replace("V", version)
                + "dev\\.panblas:panblas-openblas-platform:V, which has .*".replace("V", version)),
        toAdd);
  }

  @Test
  void anArtifactWithoutVersionIsAnError() {
    assertEquals(
        "versions.properties must have a version of mkl",
        assertThrows(IllegalArgumentException.class, () -> NativeArtifacts.toAdd(ARM_MAC, "mkl"))
            .getMessage());
  }

  @Test
  void aPlatformWithoutJarsIsNamed() {
    assertEquals(
        "a native library for linux-ppc64le, for which there is no jar",
        NativeArtifacts.toAdd(Platform.of("Linux", "ppc64le"), "openblas"));
  }
}
