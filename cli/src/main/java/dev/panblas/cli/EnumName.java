package dev.panblas.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A constant's name on the command line and in files: {@code per-sample} for {@code PER_SAMPLE}.
 *
 * @param <E> the enum
 */
final class EnumName<E extends Enum<E>> implements ITypeConverter<E> {

  private final List<E> constants;

  EnumName(Class<E> type) {
    this.constants = Arrays.asList(type.getEnumConstants());
  }

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  // No stream: picocli's classes are too old for the JVM's cache of classes, and so is what extends
  // them; lambdas of such a class are made anew at each start.
  @Override
  public E convert(String value) {
    List<String> names = new ArrayList<>();
    for (E constant : constants) {
      String name = of(constant);
      if (name.equals(value)) {
        return constant;
      }
      names.add(name);
    }
    throw new TypeConversionException(
        String.format("'%s' is none of %s", value, String.join(", ", names)));
  }
}
