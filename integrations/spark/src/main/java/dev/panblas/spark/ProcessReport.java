/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import dev.panblas.blas.Blas;
import dev.panblas.spi.LibraryInfo;
import java.io.Serializable;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.apache.spark.SparkEnv;

/**
 * What a process computes with: all that the bits of a step depend on.
 *
 * @param process such as {@code executor 1}
 * @param library its name, version and core
 * @param kernels what computes a step
 * @param java vendor and version
 * @param hasVectorModule whether the process has the JDK's module of the Vector API
 * @param collector the garbage collector
 */
@DefaultSerializer(JavaSerializer.class) // Kryo cannot make records
record ProcessReport(
    String process,
    String library,
    String kernels,
    String java,
    boolean hasVectorModule,
    String collector)
    implements Serializable {

  /** The first version of 25 without the fault. */
  private static final Runtime.Version MENDED = Runtime.Version.parse("25.0.3");

  /** This process. */
  static ProcessReport current(Blas blas, String kernels) {
    String id = SparkEnv.get().executorId();
    LibraryInfo library = blas.library();
    return new ProcessReport(
        id.equals("driver") ? "the driver" : "executor " + id,
        library.name()
            + library.version().map(version -> " " + version).orElse("")
            + library.core().map(core -> ", core " + core).orElse(""),
        kernels,
        System.getProperty("java.vendor") + " " + Runtime.version(),
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .findFirst()
            .orElse("no collector"));
  }

  /** Whether a step may have other bits than in the other process. */
  boolean differsFrom(ProcessReport other) {
    return !(library.equals(other.library)
        && kernels.equals(other.kernels)
        && java.equals(other.java)
        && hasVectorModule == other.hasVectorModule);
  }

  /** Why Spark's data are wrong in this process, if they may be. */
  Optional<String> fault() {
    return fault(
        process, Runtime.Version.parse(java.substring(java.lastIndexOf(' ') + 1)), collector);
  }

  /** The same of a version and a collector. */
  static Optional<String> fault(String process, Runtime.Version version, String collector) {
    boolean isFaulty =
        version.feature() == MENDED.feature()
            && version.compareToIgnoreOptional(MENDED) < 0
            && collector.startsWith("G1");
    return isFaulty
        ? Optional.of(
            "Spark must run on JDK 25.0.3 or newer, or without the collector G1, because its data"
                + " may be wrong otherwise (SPARK-55852), but "
                + process
                + " runs JDK "
                + version
                + " with G1: use JDK 25.0.3 or newer, or -XX:+UseParallelGC")
        : Optional.empty();
  }

  @Override
  public String toString() {
    return process
        + ": "
        + library
        + ", "
        + kernels
        + ", "
        + java
        + (hasVectorModule ? " with" : " without")
        + " jdk.incubator.vector";
  }
}
