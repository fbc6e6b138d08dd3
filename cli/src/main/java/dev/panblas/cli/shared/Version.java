/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/** The versions of Panblas and of the JDK. */
public final class Version implements IVersionProvider {

  /** Created by picocli. */
  public Version() {}

  /**
   * The project's version.
   *
   * @return the version in the module's descriptor, or {@code unknown} outside a module
   */
  public static String ofPanblas() {
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    return module == null ? "unknown" : module.rawVersion().orElse("unknown");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"panblas " + ofPanblas(), "JDK " + Machine.jdkName()};
  }
}
