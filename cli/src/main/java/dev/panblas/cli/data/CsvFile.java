/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.data;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import dev.panblas.cli.shared.DecimalNumber;
import dev.panblas.cli.shared.Errors;
import dev.panblas.cli.shared.InputException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads text: a sample on each line, its values separated by commas, with a decimal point. Values
 * may be in quotes. Blank lines and those that begin with # are left out. Anything else is refused
 * with its line and column, counted from 1.
 */
final class CsvFile {

  private static final int MOST_FIELDS = 1 << 28;
  private static final int MOST_CHARACTERS = 1 << 30;
  private static final int LONGEST_SHOWN = 24;

  private static final DecimalNumber NUMBER = new DecimalNumber();

  private final String shown;
  private final boolean hasNames;
  private int lines; // that are not blank
  private long lastLine;
  private boolean hasComment; // before the first line
  private int columns; // of the first of these

  private CsvFile(String shown, boolean hasNames) {
    this.shown = shown;
    this.hasNames = hasNames;
  }

  /**
   * Reads a file.
   *
   * @param file read
   * @param shown its name in messages
   * @param hasNames whether the first line has the names of the columns
   * @return samples x features, each value rounded once
   * @throws InputException if a field is not a number, or a line has another number of fields than
   *     the first
   */
  static Matrix read(Arena arena, Path file, String shown, boolean hasNames, Precision precision)
      throws InputException, IOException {
    List<double[]> rows = new CsvFile(shown, hasNames).rows(file);
    Matrix samples =
        Matrix.allocate(arena, precision, rows.size(), rows.isEmpty() ? 0 : rows.getFirst().length);
    for (int i = 0; i < rows.size(); i++) {
      samples.row(i).copyFrom(rows.get(i));
    }
    return samples;
  }

  private List<double[]> rows(Path file) throws InputException, IOException {
    List<double[]> rows = new ArrayList<>();
    CsvRecordHandler fields =
        CsvRecordHandler.of(limits -> limits.maxRecordSize(MOST_CHARACTERS).maxFields(MOST_FIELDS));
    try (CsvReader<CsvRecord> lines =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.READ)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .trimWhitespacesAroundQuotes(true)
            .detectBomHeader(true)
            .build(fields, file)) {
      for (CsvRecord line : lines) {
        double[] row = row(line);
        if (row != null) {
          rows.add(row);
        }
      }
      return rows;
    } catch (CsvParseException wrong) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "%s is not valid CSV (after line %d: %s): correct the next line",
              shown,
              lastLine,
              Errors.message(Errors.rootCause(wrong))),
          wrong);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  /** The values of a line, or null if it has none. */
  private double @Nullable [] row(CsvRecord line) throws InputException {
    if (line.isComment()) {
      hasComment |= lines == 0;
      return null;
    }
    int count = line.getFieldCount();
    String first = line.getField(0);
    if (count == 1 && !first.isEmpty() && first.isBlank()) {
      return null;
    }
    lines++;
    lastLine = line.getStartingLineNumber();
    if (lines == 1) {
      columns = count;
      if (hasNames) {
        requireNames(line);
        return null;
      }
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = number(line, i);
    }
    if (count != columns) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "all lines of %s must have the %d values of the first, but line %d ends with column"
                  + " %d: correct that line",
              shown,
              columns,
              line.getStartingLineNumber(),
              count));
    }
    return values;
  }

  /** Refuses numbers after a line with #: numpy.savetxt writes the names into such a line. */
  private void requireNames(CsvRecord line) throws InputException {
    if (hasComment && line.getFields().stream().allMatch(CsvFile::isNumber)) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "with --header the first line of %s must have names, but line %d has numbers, and a"
                  + " line before it begins with #, which is left out: leave out --header",
              shown,
              line.getStartingLineNumber()));
    }
  }

  private static boolean isNumber(String field) {
    try {
      NUMBER.convert(field.strip());
      return true;
    } catch (TypeConversionException name) {
      return false;
    }
  }

  private double number(CsvRecord line, int column) throws InputException {
    String field = line.getField(column).strip();
    try {
      return NUMBER.convert(field);
    } catch (TypeConversionException wrong) {
      throw new InputException(
          String.format(
              Locale.ROOT,
              "all fields of %s must be decimal numbers such as 0.5, but line %d, column %d is %s:"
                  + " %s",
              shown,
              line.getStartingLineNumber(),
              column + 1,
              field.isEmpty() ? "empty" : "'" + shortened(field) + "'",
              remedy(field)),
          wrong);
    }
  }

  private String remedy(String field) {
    if (field.matches("(?s).*[0-9.]\\s*[;\\t ]\\s*[-+.0-9].*")) {
      return "separate the values by commas, and write decimals with a point";
    }
    return lines == 1
        ? "give --header if the first line has names, or correct it"
        : "write a number there, or remove that line";
  }

  private static String shortened(String field) {
    String line = field.lines().findFirst().orElse("");
    return line.length() <= LONGEST_SHOWN ? line : line.substring(0, LONGEST_SHOWN) + "...";
  }
}
