package dev.panblas.conformance;

import dev.panblas.conformance.Layout.Strides;
import dev.panblas.matrix.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A case as one line, and back. The line has parts between commas: routine, precision, options and
 * sizes; each operand with its layout and, for the reader, its strides; scalars and seed; and the
 * fault of a call that must be refused.
 */
final class CaseText {

  private CaseText() {}

  static String of(Case at) {
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
              "(strides %d, %d and %d)", strides.batch(), strides.row(), strides.column());
    };
  }

  /**
   * Reads a line that {@link #of} has written. Strides are not read: the layout has them.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  static Case parse(String line) {
    List<String> parts =
        Arrays.asList(line.strip().replaceAll(" \\([^)]*\\)", "").split(", *", -1));
    List<String> words = List.of(parts.get(0).split(" +"));
    RoutineModel model = model(words.get(0));
    if (parts.size() < model.operands().size() + 2) {
      throw new IllegalArgumentException(
          model.routine() + ": a case has a part for each operand, and one for the seed: " + line);
    }
    Map<String, String> values = new HashMap<>(pairs(words.subList(2, words.size())));
    List<Enum<?>> options = new ArrayList<>();
    for (Option option : model.options()) {
      options.add(option.parse(required(values, option.toString())));
    }
    List<Integer> sizes =
        model.family().names().stream().map(name -> number(values, name).intValue()).toList();
    List<Layout> layouts = new ArrayList<>();
    for (int i = 0; i < model.operands().size(); i++) {
      String operand = parts.get(1 + i);
      layouts.add(Layout.parse(operand.substring(operand.indexOf(' ') + 1)));
    }
    Map<String, String> rest = pairs(List.of(parts.get(layouts.size() + 1).split(" +")));
    List<Double> scalars =
        model.scalars().stream()
            .map(scalar -> Double.valueOf(required(rest, scalar.toString())))
            .toList();
    return new Case(
        model,
        Precision.valueOf(words.get(1).toUpperCase(Locale.ROOT)),
        List.copyOf(options),
        sizes,
        List.copyOf(layouts),
        scalars,
        number(rest, "seed"),
        parts.size() > layouts.size() + 2
            ? Optional.of(fault(parts.get(layouts.size() + 2)))
            : Optional.empty());
  }

  private static RoutineModel model(String name) {
    return RoutineModels.ALL.stream()
        .filter(model -> model.routine().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no case of a routine " + name));
  }

  private static Fault fault(String part) {
    List<String> words = List.of(part.split(" +"));
    Map<String, String> values = pairs(words.subList(2, words.size()));
    return new Fault(
        Fault.Wrong.valueOf(words.get(1).toUpperCase(Locale.ROOT).replace('-', '_')),
        number(values, "operand").intValue(),
        number(values, "direction").intValue(),
        number(values, "detail").intValue());
  }

  private static Map<String, String> pairs(List<String> words) {
    Map<String, String> pairs = new HashMap<>();
    for (String word : words) {
      int at = word.indexOf('=');
      if (at < 0) {
        throw new IllegalArgumentException("a case has name=value here, not " + word);
      }
      pairs.put(word.substring(0, at), word.substring(at + 1));
    }
    return pairs;
  }

  private static Long number(Map<String, String> values, String name) {
    return Long.valueOf(required(values, name));
  }

  private static String required(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the case does not say " + name);
    }
    return value;
  }
}
