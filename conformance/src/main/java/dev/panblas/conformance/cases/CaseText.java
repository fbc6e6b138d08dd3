/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.cases;

import dev.panblas.conformance.operands.Layout;
import dev.panblas.conformance.operands.Layout.Strides;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a case as one line, and reads it. Commas separate the parts of the line: routine,
 * precision, options and sizes; each operand with its layout and strides; scalars and seed; the
 * mistake of a call that must be refused.
 */
public final class CaseText {

  private CaseText() {}

  public static String of(Case at) {
    RoutineModel model = at.model();
    List<String> parts = new ArrayList<>();
    StringBuilder call = new StringBuilder().append(model.routine()).append(' ');
    call.append(at.precision());
    for (int i = 0; i < at.options().size(); i++) {
      call.append(' ').append(model.options().get(i)).append('=');
      call.append(Option.print(at.options().get(i)));
    }
    for (int i = 0; i < at.sizes().size(); i++) {
      call.append(' ').append(model.family().names().get(i)).append('=').append(at.size(i));
    }
    parts.add(call.toString());
    for (int i = 0; i < at.layouts().size(); i++) {
      OperandModel operand = model.operands().get(i);
      Layout layout = at.layouts().get(i);
      Strides strides = layout.strides(at.extents(i));
      parts.add(operand.name() + " " + layout + " " + text(operand, strides));
    }
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < at.scalars().size(); i++) {
      rest.append(model.scalars().get(i)).append('=').append(at.scalars().get(i)).append(' ');
    }
    parts.add(rest.append("seed=").append(at.seed()).toString());
    at.fault().ifPresent(fault -> parts.add(fault.toString()));
    return String.join(", ", parts);
  }

  private static String text(OperandModel operand, Strides strides) {
    return switch (operand.kind()) {
      case VECTOR, PACKED -> "(stride " + strides.row() + ")";
      case MATRIX -> "(strides " + strides.row() + " and " + strides.column() + ")";
      case BATCH ->
          String.format(
              Locale.ROOT,
              "(strides %d, %d and %d)",
              strides.batch(),
              strides.row(),
              strides.column());
    };
  }

  /**
   * Reads a line that {@link #of} has written. Strides are ignored, because the layout determines
   * them. The error after a colon is ignored too.
   *
   * @throws IllegalArgumentException if the line is not a case; the message says why
   */
  public static Case parse(List<RoutineModel> models, String line) {
    List<String> parts =
        Arrays.asList(
            line.strip().split(": ", 2)[0].replaceAll(" \\([^)]*\\)", "").split(", *", -1));
    List<String> words = List.of(parts.get(0).split(" +"));
    RoutineModel model = model(models, words.get(0));
    int operands = model.operands().size();
    if (parts.size() < operands + 2 || parts.size() > operands + 3) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: a case must have the call, %s, scalars and seed, and the mistake if there is"
                  + " one, with commas between them, but was %s",
              model.routine(),
              model.operands().stream().map(OperandModel::name).collect(Collectors.joining(", ")),
              line));
    }
    Precision precision = precision(words.size() > 1 ? words.get(1) : "");
    Map<String, String> values = new HashMap<>(pairs(words.subList(2, words.size())));
    List<Enum<?>> options = new ArrayList<>();
    for (Option option : model.options()) {
      options.add(option.parse(required(values, option.toString())));
    }
    List<Integer> sizes = model.family().names().stream().map(name -> size(values, name)).toList();
    List<Layout> layouts = new ArrayList<>();
    for (int i = 0; i < model.operands().size(); i++) {
      layouts.add(layout(model.operands().get(i), parts.get(1 + i)));
    }
    Map<String, String> rest = pairs(List.of(parts.get(layouts.size() + 1).split(" +")));
    List<Double> scalars =
        model.scalars().stream().map(scalar -> scalar(rest, scalar.toString())).toList();
    return new Case(
        model,
        precision,
        List.copyOf(options),
        sizes,
        List.copyOf(layouts),
        scalars,
        number(rest, "seed"),
        parts.size() > layouts.size() + 2
            ? Optional.of(fault(parts.get(layouts.size() + 2)))
            : Optional.empty());
  }

  private static Precision precision(String text) {
    return Arrays.stream(Precision.values())
        .filter(precision -> precision.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the precision after the routine must be single or double, but was " + text));
  }

  private static Layout layout(OperandModel operand, String part) {
    String before = operand.name() + " ";
    if (!part.startsWith(before)) {
      throw new IllegalArgumentException(
          "this part must be " + operand.name() + " and its layout, but was " + part);
    }
    Layout layout = Layout.parse(part.substring(before.length()));
    if (!operand.layouts().contains(layout)) {
      throw new IllegalArgumentException(
          "the layout of "
              + operand.name()
              + " must be one of "
              + operand.layouts()
              + ", but was "
              + layout);
    }
    return layout;
  }

  private static RoutineModel model(List<RoutineModel> models, String name) {
    return models.stream()
        .filter(model -> model.routine().toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a case must begin with a routine, but began with "
                        + name
                        + "; copy the line of the failure from the rule on"));
  }

  private static Fault fault(String part) {
    List<String> words = List.of(part.split(" +"));
    Fault.Wrong wrong =
        Arrays.stream(Fault.Wrong.values())
            .filter(one -> words.size() > 1 && one.toString().equals(words.get(1)))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the mistake after the seed must have the form wrong extent operand=0"
                            + " direction=1 detail=4, but was "
                            + part));
    Map<String, String> values = pairs(words.subList(2, words.size()));
    return new Fault(
        wrong, size(values, "operand"), size(values, "direction"), size(values, "detail"));
  }

  private static Map<String, String> pairs(List<String> words) {
    Map<String, String> pairs = new HashMap<>();
    for (String word : words) {
      int at = word.indexOf('=');
      if (at < 0) {
        throw new IllegalArgumentException("this part must consist of name=value, but had " + word);
      }
      pairs.put(word.substring(0, at), word.substring(at + 1));
    }
    return pairs;
  }

  private static long number(Map<String, String> values, String name) {
    String value = required(values, name);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          name + " must be a whole number, but was " + value, notANumber);
    }
  }

  private static int size(Map<String, String> values, String name) {
    long size = number(values, name);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name + " must be from 0 to " + Integer.MAX_VALUE + ", but was " + size);
    }
    return (int) size;
  }

  private static Double scalar(Map<String, String> values, String name) {
    String value = required(values, name);
    try {
      return Double.valueOf(value);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(name + " must be a number, but was " + value, notANumber);
    }
  }

  private static String required(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the case must have a value for " + name);
    }
    return value;
  }
}
