/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values for netlib's properties, which are set together and can be taken back. */
final class NetlibProperties {

  private static final String PATH = "nativeLibPath";
  private static final String ALLOW = "allowNative";

  private final Map<String, String> values = new LinkedHashMap<>();

  /** The values before {@link #set}; empty for a property that was not set. */
  private final Map<String, Optional<String>> before = new HashMap<>();

  /** Lets an interface call a library, also if Panblas has left it to Java before. */
  void call(NetlibApi api, Path file) {
    values.put(api.property(PATH), file.toString());
    values.put(api.property(ALLOW), "true");
  }

  void leaveToJava(NetlibApi api) {
    values.put(api.property(ALLOW), "false");
  }

  /** The interfaces that {@link #set} leaves to Java. */
  Set<NetlibApi> leftToJava() {
    Set<NetlibApi> left = EnumSet.noneOf(NetlibApi.class);
    for (NetlibApi api : NetlibApi.values()) {
      if ("false".equals(values.get(api.property(ALLOW)))) {
        left.add(api);
      }
    }
    return left;
  }

  void set() {
    values.forEach(
        (name, value) -> {
          before.put(name, Optional.ofNullable(System.getProperty(name)));
          System.setProperty(name, value);
        });
  }

  /** Whether netlib's property named this file before {@link #set}. */
  boolean wasCalling(NetlibApi api, Path file) {
    return Optional.of(file.toString()).equals(before.get(api.property(PATH)));
  }

  /** Undoes {@link #set}, if it was called. */
  void restore() {
    before.forEach(NetlibProperties::restore);
  }

  /** Undoes {@link #set} for one interface. */
  void restore(NetlibApi api) {
    for (String name : new String[] {api.property(PATH), api.property(ALLOW)}) {
      if (before.containsKey(name)) {
        restore(name, before.get(name));
      }
    }
  }

  private static void restore(String name, Optional<String> value) {
    if (value.isPresent()) {
      System.setProperty(name, value.get());
    } else {
      System.clearProperty(name);
    }
  }
}
