/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spi;

import java.util.List;

/**
 * How a process makes a native library use the kernels of another processor family.
 *
 * @param variable the environment variable that names the core, read when the library is loaded
 * @param cores the cores whose kernels this processor can run, as the library spells them
 */
public record CoreChoice(String variable, List<String> cores) {

  /** Copies the list. */
  public CoreChoice {
    cores = List.copyOf(cores);
  }
}
