package dev.panblas.cli;

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

  @Override
  public E convert(String value) {
    return constants.stream()
        .filter(constant -> of(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    String.format(
                        "'%s' is none of %s",
                        value, String.join(", ", constants.stream().map(EnumName::of).toList()))));
  }
}
