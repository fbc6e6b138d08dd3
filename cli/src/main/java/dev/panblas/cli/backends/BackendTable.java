/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.backends;

import dev.panblas.cli.shared.BackendReport;
import dev.panblas.cli.shared.BackendReport.Entry;
import dev.panblas.cli.shared.BackendReport.Library;
import dev.panblas.cli.shared.LibraryVariables;
import dev.panblas.cli.shared.TextTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link BackendReport} as text. */
final class BackendTable {

  private static final List<String> HEADING =
      List.of("backend", "status", "library", "version", "core", "library threads", "file");

  private BackendTable() {}

  static String of(BackendReport report) {
    List<List<String>> rows =
        Stream.concat(Stream.of(HEADING), report.candidates().stream().map(BackendTable::row))
            .toList();
    StringBuilder text = new StringBuilder(TextTable.of(rows));
    text.append(String.format(Locale.ROOT, "%n%s.%n", report.why()));
    text.append(String.format(Locale.ROOT, "%n%s.%n", threads(report.threads())));
    text.append(variables(report.variables()));
    text.append(String.format(Locale.ROOT, "%nLoops in Java use %s.%n", report.vectors()));
    for (Entry entry : report.candidates()) {
      List<String> defaults = all(entry.defaults());
      List<String> substitutes = all(entry.substitutes());
      List<String> small = entry.small();
      if (!entry.ready()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%n%s is not ready: %s.%n  Remedy: %s.%n  Loaded from: %s.%n",
                entry.name(),
                entry.reason(),
                entry.remedy(),
                entry.origin()));
        continue;
      }
      if (!defaults.isEmpty()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%n%s does not implement these routines; the SPI's defaults compute them:%n  %s.%n",
                entry.name(),
                String.join(", ", defaults)));
      }
      if (!substitutes.isEmpty()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%n%s computes in plain Java, instead of with its library or its kernels:%n  %s.%n",
                entry.name(),
                String.join(String.format(Locale.ROOT, ";%n  "), substitutes)));
      }
      if (small != null && !small.isEmpty()) {
        text.append(
            String.format(
                Locale.ROOT,
                "%n%s computes small operands in Java:%n  %s.%n",
                entry.name(),
                String.join(String.format(Locale.ROOT, ";%n  "), small)));
      }
    }
    return text.toString();
  }

  /** The items of all families. */
  private static List<String> all(@Nullable Map<?, ? extends List<?>> families) {
    return families == null
        ? List.of()
        : families.values().stream().flatMap(List::stream).map(Object::toString).toList();
  }

  private static String variables(LibraryVariables variables) {
    if (variables.set().isEmpty()) {
      return "";
    }
    String text =
        String.format(
            Locale.ROOT,
            "%nNative libraries read these variables of the environment:%n  %s.%n",
            String.join(String.format(Locale.ROOT, ";%n  "), variables.set()));
    return variables.warning() == null
        ? text
        : text + String.format(Locale.ROOT, "Warning: %s.%n", variables.warning());
  }

  private static String threads(BackendReport.Threads threads) {
    String text =
        String.format(
            Locale.ROOT,
            "A call uses at most %d thread%s of Panblas (%s)",
            threads.count(),
            threads.count() == 1 ? "" : "s",
            threads.source());
    if (threads.count() > threads.processors()) {
      text +=
          String.format(
              Locale.ROOT,
              ", although this JVM may use %d processor%s only",
              threads.processors(),
              threads.processors() == 1 ? "" : "s");
    }
    return threads.missing() == null ? text : text + "; it uses fewer now: " + threads.missing();
  }

  private static List<String> row(Entry entry) {
    Library library = entry.library();
    return List.of(
        entry.name(),
        entry.ready() ? "ready" : "not ready",
        cell(library, Library::name),
        cell(library, Library::version),
        cell(library, Library::core),
        cell(library, known -> Objects.toString(known.threads(), "unknown")),
        cell(library, Library::file));
  }

  private static String cell(
      @Nullable Library library, Function<Library, @Nullable String> property) {
    String value = library == null ? null : property.apply(library);
    return value == null ? "-" : value;
  }
}
