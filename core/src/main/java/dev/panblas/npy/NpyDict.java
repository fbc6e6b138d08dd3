/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.npy;

import java.io.Serial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Python dict in a .npy header. It has exactly the keys descr, fortran_order and shape, in any
 * order, and any white space between tokens.
 *
 * @param descr the element type as in the file: a quoted string, or the list of a structured type
 * @param fortranOrder whether the elements are in column-major order
 * @param shape the dimensions
 */
record NpyDict(String descr, boolean fortranOrder, List<Long> shape) {

  /** The text is not such a dict. The message names the problem and its position. */
  static final class Malformed extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private Malformed(String message) {
      super(message);
    }
  }

  static NpyDict parse(String text) throws Malformed {
    return new Parser(text).dict();
  }

  private static final class Parser {

    private final String text;
    private int at;
    private @Nullable String descr;
    private @Nullable Boolean fortranOrder;
    private @Nullable List<Long> shape;

    Parser(String text) {
      this.text = text;
    }

    NpyDict dict() throws Malformed {
      Set<String> seen = new HashSet<>();
      expect('{');
      while (!accept('}')) {
        String key = string();
        if (!seen.add(key)) {
          throw malformed("duplicate key " + key);
        }
        expect(':');
        value(key);
        if (!accept(',')) {
          expect('}');
          break;
        }
      }
      peek();
      if (at < text.length()) {
        throw malformed("expected the end");
      }
      if (descr == null || fortranOrder == null || shape == null) {
        throw new Malformed("the keys 'descr', 'fortran_order' and 'shape' are required");
      }
      return new NpyDict(descr, fortranOrder, shape);
    }

    private void value(String key) throws Malformed {
      switch (key) {
        case "'descr'" -> descr = type();
        case "'fortran_order'" -> fortranOrder = bool();
        case "'shape'" -> shape = tuple();
        default -> throw malformed("unknown key " + key);
      }
    }

    /** A string, or the text of a structured type, which the caller refuses. */
    private String type() throws Malformed {
      if (peek() != '[' && peek() != '(') {
        return string();
      }
      int begin = at;
      int depth = 0;
      do {
        switch (peek()) {
          case '\'', '"' -> string();
          case '[', '(' -> {
            depth++;
            at++;
          }
          case ']', ')' -> {
            depth--;
            at++;
          }
          case END -> throw malformed("unclosed bracket");
          default -> at++;
        }
      } while (depth > 0);
      return text.substring(begin, at);
    }

    private boolean bool() throws Malformed {
      peek();
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw malformed("expected True or False");
    }

    private List<Long> tuple() throws Malformed {
      List<Long> numbers = new ArrayList<>();
      expect('(');
      while (!accept(')')) {
        numbers.add(number());
        if (!accept(',')) {
          if (numbers.size() == 1) {
            throw malformed("expected ','"); // (3) is a number, not a tuple
          }
          expect(')');
          break;
        }
      }
      return List.copyOf(numbers);
    }

    private long number() throws Malformed {
      peek();
      int begin = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == begin) {
        throw malformed("expected an integer");
      }
      String digits = text.substring(begin, at);
      accept('L'); // Python 2 prints 3L
      try {
        return Long.parseLong(digits);
      } catch (NumberFormatException tooLarge) {
        throw malformed("the dimension " + digits + " is too large");
      }
    }

    /** A string, returned in single quotes. */
    private String string() throws Malformed {
      char quote = peek();
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw malformed("expected a string");
      }
      String content = text.substring(at + 1, end);
      at = end + 1;
      return "'" + content + "'";
    }

    private static final char END = '\0';

    /** Skips white space and returns the next character, which is not consumed. */
    private char peek() {
      while (at < text.length() && " \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at < text.length() ? text.charAt(at) : END;
    }

    private boolean accept(char wanted) {
      boolean found = peek() == wanted;
      at += found ? 1 : 0;
      return found;
    }

    private void expect(char wanted) throws Malformed {
      if (!accept(wanted)) {
        throw malformed("expected '" + wanted + "'");
      }
    }

    private Malformed malformed(String problem) {
      int shown = Math.min(text.length(), at + 12);
      String rest =
          at < text.length() ? "\"" + text.substring(at, shown).strip() + "\"" : "end of header";
      return new Malformed(problem + " at character " + at + " (" + rest + ")");
    }
  }
}
