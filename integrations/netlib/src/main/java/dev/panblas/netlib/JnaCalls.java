/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import dev.panblas.nativelib.load.SystemCalls;

/** C functions called through JNA, for versions of Java that cannot call them. */
final class JnaCalls implements SystemCalls {

  private final NativeLibrary process = NativeLibrary.getProcess();

  @Override
  public long find(String function) {
    try {
      return Pointer.nativeValue(process.getFunction(function));
    } catch (UnsatisfiedLinkError missing) {
      return 0;
    }
  }

  @Override
  public long call(long function, Object... arguments) {
    return Function.getFunction(new Pointer(function)).invokeLong(arguments);
  }

  @Override
  public String string(long address) {
    return new Pointer(address).getString(0, "UTF-8");
  }
}
