/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Calls C functions whose parameters and results are integers and addresses, in a way that this
 * version of Java has. The types of a call are not checked: wrong ones corrupt memory.
 */
public interface SystemCalls {

  /**
   * Finds a function of the system.
   *
   * @param function its name in C
   * @return its address; 0 if this system does not have it
   */
  long find(String function);

  /**
   * Calls a function.
   *
   * @param function its address
   * @param arguments an {@link Integer} for an int, a {@link Long} for an integer or an address of
   *     64 bits, a {@code byte[]} for a pointer to a copy of it, which is copied back after the
   *     call
   * @return the result: an address, or an int in the lower half; undefined for a void function
   */
  long call(long function, Object... arguments);

  /**
   * A string in the memory of C.
   *
   * @param address its address
   * @return the characters up to the zero, decoded from UTF-8
   */
  String string(long address);

  /**
   * A string as an argument.
   *
   * @param text the characters
   * @return its bytes in UTF-8 and a zero
   */
  static byte[] argument(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }
}
