/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Installs in the driver and the executors of Spark: {@code --conf
 * spark.plugins=dev.panblas.netlib.PanblasNetlibPlugin}. Spark starts plugins before it runs a
 * task.
 *
 * <p>Each executor sends to the driver what it uses. The driver logs it, and logs a warning if the
 * library, its version or its core differs from that of the driver or another executor: results of
 * different kernels differ in their last bits. Files with equal contents are one library, wherever
 * they are unpacked. If a process cannot install, a warning gives the reason, and Spark runs
 * without Panblas there.
 *
 * <p>Calls of Spark on small operands are computed in Java, where that takes less time than a
 * native call.
 */
public final class PanblasNetlibPlugin implements SparkPlugin {

  private static final System.Logger LOGGER = System.getLogger(PanblasNetlibPlugin.class.getName());

  /** Called by Spark. */
  public PanblasNetlibPlugin() {}

  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Executor();
  }

  private static Report install(String process) {
    Report report = Report.install(process, PanblasNetlib::install);
    if (report.file() != null) {
      SparkFields.computeSmallCallsInJava(SparkPlugin.class.getClassLoader());
    }
    return report;
  }

  /**
   * What a process uses, as a message of Spark.
   *
   * @param process such as {@code executor 1}
   * @param file the file of the library; null if it is not installed
   * @param checksum of the contents of the file; 0 if it is not installed or not readable
   * @param kernels its name, version and core; the reason if it is not installed
   */
  record Report(String process, @Nullable String file, long checksum, String kernels)
      implements Serializable {

    @Serial private static final long serialVersionUID = 1L;

    /**
     * Installs in this process. An exception here would end the executor, and Spark would start
     * another one without end.
     */
    static Report install(String process, Supplier<Installation> install) {
      try {
        return of(process, install.get());
      } catch (RuntimeException | LinkageError failed) {
        return none(
            process, failed + "; report this, and remove spark.plugins to run without Panblas");
      }
    }

    private static Report of(String process, Installation installation) {
      Optional<Installation.Library> library = installation.library();
      if (library.isEmpty()) {
        return none(process, installation.blas().reason());
      }
      Path file = library.get().file();
      String kernels =
          library.get().name() + library.get().core().map(core -> ", core " + core).orElse("");
      try {
        return new Report(process, file.toString(), checksum(file), kernels);
      } catch (IOException unreadable) {
        String reason = " (the file cannot be compared: " + unreadable + ")";
        return new Report(process, file.toString(), 0, kernels + reason);
      }
    }

    private static Report none(String process, String reason) {
      return new Report(process, null, 0, reason);
    }

    private static long checksum(Path file) throws IOException {
      CRC32C checksum = new CRC32C();
      try (FileChannel channel = FileChannel.open(file)) {
        checksum.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      }
      return checksum.getValue();
    }

    /** Whether results may differ in their last bits. */
    boolean differsFrom(Report other) {
      return (file == null) != (other.file == null)
          || (file != null && !(checksum == other.checksum && kernels.equals(other.kernels)));
    }

    @Override
    public String toString() {
      return process
          + " uses "
          + (file == null ? "netlib without Panblas's library: " : file + ", ")
          + kernels;
    }
  }

  /** Collects the reports. */
  static final class Driver implements DriverPlugin {

    private final System.Logger logger;
    private final Map<String, Report> reports = new LinkedHashMap<>();

    Driver() {
      this(LOGGER);
    }

    Driver(System.Logger logger) {
      this.logger = logger;
    }

    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      receive(install("the driver"));
      return Map.of();
    }

    /** Spark may call this on several threads. */
    @Override
    public synchronized @Nullable Object receive(Object message) {
      if (message instanceof Report report && !report.equals(reports.get(report.process()))) {
        Optional<Report> other = reports.values().stream().filter(report::differsFrom).findFirst();
        reports.put(report.process(), report);
        logger.log(
            report.file() == null || other.isPresent()
                ? System.Logger.Level.WARNING
                : System.Logger.Level.INFO,
            report
                + other
                    .map(
                        differing ->
                            "; but "
                                + differing
                                + ": results may differ in their last bits, and run times too")
                    .orElse(""));
      }
      return null;
    }
  }

  /** Installs and reports. */
  static final class Executor implements ExecutorPlugin {

    @Override
    public void init(PluginContext context, Map<String, String> configuration) {
      // Not with context.hostname(), which throws in the executors of Spark 4.2.0.
      Report report = install("executor " + context.executorID());
      try {
        context.send(report);
      } catch (IOException | RuntimeException unreachable) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "the driver cannot be reached, so here: " + report,
            unreachable);
      }
    }
  }
}
