package dev.panblas.cli;

import dev.panblas.bench.result.Machine;
import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/** Which Panblas, on which JDK. */
final class Version implements IVersionProvider {

  /**
   * The project's version, as the build put it into the module; {@code unknown} outside a build.
   */
  static String ofPanblas() {
    ModuleDescriptor module = Version.class.getModule().getDescriptor();
    return module == null ? "unknown" : module.rawVersion().orElse("unknown");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"panblas " + ofPanblas(), "JDK " + Machine.jdkName()};
  }
}
