/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.bench.targets;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.panblas.cli.shared.Machine;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The processors for which there are targets. */
public enum Column {
  /** Processors of AMD with AVX-512. */
  AVX512_AMD("AVX-512, AMD"),
  /** Processors of Intel with AVX-512. */
  AVX512_INTEL("AVX-512, Intel"),
  /** Processors with AVX2, and others that are held to it. */
  AVX2("AVX2");

  private static final String VECTORS = "UseAVX";

  /** What holds libraries to AVX2: OpenBLAS, PyTorch, MKL and oneDNN. */
  private static final Map<String, String> HELD =
      new TreeMap<>(
          Map.of(
              "OPENBLAS_CORETYPE", "Haswell",
              "ATEN_CPU_CAPABILITY", "avx2",
              "MKL_ENABLE_INSTRUCTIONS", "AVX2",
              "ONEDNN_MAX_CPU_ISA", "AVX2"));

  private final String title;

  Column(String title) {
    this.title = title;
  }

  /**
   * The title.
   *
   * @return as in the table
   */
  public String title() {
    return title;
  }

  /**
   * The columns that a machine can measure: its own one, and AVX2.
   *
   * @param machine the machine of this JVM
   * @return its own column first; empty if its processor has neither AVX-512 nor AVX2
   */
  public static List<Column> of(Machine machine) {
    List<Column> columns = new ArrayList<>();
    own(vectors(), machine.processor()).ifPresent(columns::add);
    if (!columns.isEmpty() && !columns.contains(AVX2)) {
      columns.add(AVX2);
    }
    return columns;
  }

  /**
   * The column of a processor.
   *
   * @param vectors the JVM's level of AVX, or null if it has none
   * @param processor its model, or null if unknown
   */
  static Optional<Column> own(@Nullable String vectors, @Nullable String processor) {
    if ("2".equals(vectors)) {
      return Optional.of(AVX2);
    }
    if ("3".equals(vectors) && processor != null) {
      return Optional.of(processor.contains("AMD") ? AVX512_AMD : AVX512_INTEL);
    }
    return Optional.empty();
  }

  private static @Nullable String vectors() {
    try {
      return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .getVMOption(VECTORS)
          .getValue();
    } catch (IllegalArgumentException otherArchitecture) {
      return null;
    }
  }

  /** The options of a JVM in this column. */
  List<String> jvmOptions() {
    return this == AVX2 ? List.of("-XX:" + VECTORS + "=2") : List.of();
  }

  /**
   * The environment of a process in this column. In the others, variables that hold a library to
   * another core are removed, shown by an empty value.
   */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(HELD);
    if (this != AVX2) {
      environment.replaceAll((name, value) -> "");
    }
    environment.put("OPENBLAS_L2_SIZE", "");
    return environment;
  }
}
