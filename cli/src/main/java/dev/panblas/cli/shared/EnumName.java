/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli.shared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The name of an enum's constant on the command line and in files: {@code per-sample} for {@code
 * PER_SAMPLE}.
 *
 * @param <E> the enum
 */
public final class EnumName<E extends Enum<E>> implements ITypeConverter<E> {

  private final List<E> constants;

  /**
   * Creates the converter of an enum.
   *
   * @param type the enum's class
   */
  public EnumName(Class<E> type) {
    this.constants = Arrays.asList(type.getEnumConstants());
  }

  /**
   * The name of a constant.
   *
   * @param constant the constant
   * @return lower case, with hyphens
   */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  // A loop, not a stream: the JVM cannot archive picocli's old class files nor their subclasses, so
  // lambdas of this class would be linked again at each start.
  @Override
  public E convert(String value) {
    List<String> names = new ArrayList<>();
    for (E constant : constants) {
      String name = of(constant);
      if (name.equalsIgnoreCase(value)) {
        return constant;
      }
      names.add(name);
    }
    throw new TypeConversionException(
        String.format(Locale.ROOT, "'%s' is not one of %s", value, String.join(", ", names)));
  }
}
