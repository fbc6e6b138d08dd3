/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.symbol;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The declaration of a C function. It cannot be checked against the library: a wrong declaration
 * corrupts memory.
 *
 * @param result the type of the result
 * @param name the symbol
 * @param parameters the types of the parameters
 */
public record CFunction(CType result, String name, List<CType> parameters) {

  private static final Pattern DECLARATION =
      Pattern.compile("([a-z]+\\*?) ([A-Za-z_][A-Za-z_0-9]*)\\(([^()]*)\\)");

  private static final Pattern PARAMETER = Pattern.compile("(?:const )?([a-z]+\\*?)(?: [a-z_]+)?");

  /** Copies the parameters. */
  public CFunction {
    parameters = List.copyOf(parameters);
  }

  /**
   * Parses a declaration in C: {@code double cblas_ddot(int n, const double* x, int incx, const
   * double* y, int incy)}. The names of parameters are optional.
   *
   * @param declaration the text, on one line
   * @return the function
   * @throws IllegalArgumentException if the text is not such a declaration; the message quotes it
   */
  public static CFunction parse(String declaration) {
    Matcher matcher = DECLARATION.matcher(declaration);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a declaration must have the form 'type name(type, ...)', but was: " + declaration);
    }
    List<CType> parameters = new ArrayList<>();
    String list = matcher.group(3);
    if (!list.isEmpty()) {
      for (String parameter : list.split(", ", -1)) {
        Matcher type = PARAMETER.matcher(parameter);
        parameters.add(type(type.matches() ? type.group(1) : parameter, declaration));
      }
    }
    return new CFunction(type(matcher.group(1), declaration), matcher.group(2), parameters);
  }

  private static CType type(String text, String declaration) {
    return CType.spelled(text)
        .orElseThrow(
            () -> new IllegalArgumentException("unknown type " + text + " in: " + declaration));
  }

  /**
   * The same function in a build whose {@code int} has 64 bits. Enumerations have 32 bits in such a
   * build, but they are among the first parameters, which are passed in registers of 64 bits.
   *
   * @return the function with long for each int
   */
  public CFunction withWideIntegers() {
    return new CFunction(wide(result), name, parameters.stream().map(CFunction::wide).toList());
  }

  private static CType wide(CType type) {
    return type == CType.INT ? CType.LONG : type;
  }

  /** {@return the declaration in C, without the names of the parameters} */
  @Override
  public String toString() {
    return parameters.stream()
        .map(CType::toString)
        .collect(Collectors.joining(", ", result + " " + name + "(", ")"));
  }
}
