/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.call;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.panblas.nativelib.file.SmallElf;
import dev.panblas.nativelib.file.UnusableLibraryException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Libraries that change the process while they are loaded, or in a function. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "writes ELF files")
@SuppressWarnings("restricted")
class ProcessStateTest {

  private static final Linker LINKER = Linker.nativeLinker();

  private static final int TERMINATE = 15;
  private static final int URGENT = 23;
  private static final int ALL_CATEGORIES = 6;
  private static final int PROCESS = (int) ProcessHandle.current().pid();
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final long MASK_SIZE = 128;

  /** int f(void): flushes subnormal operands and results to zero, and rounds up. */
  private static final Map<String, String> SET_MODE =
      Map.of(
          "amd64", "68c0df0000" + "0fae1424" + "58" + "31c0" + "c3",
          "aarch64", "0028a0d2" + "00441bd5" + "000080d2" + "c0035fd6");

  private static volatile double smallest = Double.MIN_VALUE;
  private static volatile double one = 1;

  private static Map<String, String> disturbed = Map.of();

  @TempDir Path work;

  @Test
  void stateThatALibraryChangesWhileItIsLoadedIsRestored() throws Throwable {
    MemorySegment disturb =
        LINKER.upcallStub(
            MethodHandles.lookup()
                .findStatic(ProcessStateTest.class, "disturb", MethodType.methodType(void.class)),
            FunctionDescriptor.ofVoid(),
            Arena.global());
    List<Long> initializers = List.of(setMode().address(), disturb.address());
    Path library =
        SmallElf.write(work.resolve("libdisturb.so"), "", List.of(), Map.of(), initializers);
    set("PANBLAS_CHANGED", "before");
    set("PANBLAS_REMOVED", "before");
    Map<String, String> before = state();
    MappedLibrary _ = ProcessState.preserve(() -> DynamicLoader.load(library));
    assertEquals(before.keySet(), disturbed.keySet(), "the library was not loaded");
    before.forEach((part, value) -> assertNotEquals(value, disturbed.get(part), part));
    assertEquals(before, state());
    assertEquals("subnormal numbers, to nearest", mode());
  }

  @Test
  void stateIsRestoredIfOpeningFails() throws Throwable {
    Map<String, String> before = state();
    assertThrows(
        IOException.class,
        () ->
            ProcessState.preserve(
                () -> {
                  disturb();
                  throw new IOException("not a library");
                }));
    assertEquals(before, state());
  }

  /** Another thread may begin to use channels while a library is opened. */
  @Test
  void aHandlerThatTheJdkSetsMeanwhileIsKept() throws UnusableLibraryException {
    MemorySegment ofJdk = action(TERMINATE);
    assertNotEquals(0, ofJdk.get(ADDRESS, 0).address(), "the JVM does not handle the signal");
    call("signal", ADDRESS, TERMINATE, MemorySegment.NULL); // SIG_DFL
    try {
      ProcessState.preserve(
          () -> call("sigaction", JAVA_INT, TERMINATE, ofJdk, MemorySegment.NULL));
      assertEquals(ofJdk.get(ADDRESS, 0), action(TERMINATE).get(ADDRESS, 0));
    } finally {
      call("sigaction", JAVA_INT, TERMINATE, ofJdk, MemorySegment.NULL);
    }
  }

  @Test
  void theFloatingPointModeOfTheCallingThreadIsUnchanged() throws Throwable {
    Map<String, Long> functions = Map.of("unused", 0L, "set_mode", setMode().address());
    Path library = SmallElf.write(work.resolve("libmode.so"), "", List.of(), functions, List.of());
    MemorySegment setMode = DynamicLoader.load(library).symbols().find("set_mode").orElseThrow();
    MethodHandle call = LINKER.downcallHandle(setMode, FunctionDescriptor.of(JAVA_INT));
    assertEquals(
        "no subnormal numbers, up",
        ProcessState.preserve(
            () -> {
              call(call);
              return mode();
            }));
    assertEquals("subnormal numbers, to nearest", mode());
  }

  private static String mode() {
    return (smallest * one == 0 ? "no subnormal numbers, " : "subnormal numbers, ")
        + (one + Math.ulp(1.0) / 4 == one ? "to nearest" : "up");
  }

  /** Executable memory with {@link #SET_MODE}. */
  private static MemorySegment setMode() {
    String code = SET_MODE.get(System.getProperty("os.arch"));
    assumeTrue(code != null, "there is no code for this processor");
    byte[] bytes = HexFormat.of().parseHex(code);
    MemorySegment memory =
        (MemorySegment)
            call("mmap", ADDRESS, MemorySegment.NULL, (long) bytes.length, 7, 0x22, -1, 0L);
    assumeTrue(memory.address() != -1, "this system forbids memory that is written and executed");
    return memory.reinterpret(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
  }

  /** Changes every part of the state. Called by the library. */
  private static void disturb() {
    String locale = state().get("locale").equals("C") ? "C.UTF-8" : "C";
    call("signal", ADDRESS, URGENT, MemorySegment.ofAddress(1)); // SIG_IGN
    set("PANBLAS_CHANGED", "after");
    call("unsetenv", JAVA_INT, "PANBLAS_REMOVED");
    set("PANBLAS_ADDED", "after");
    call("chdir", JAVA_INT, "/");
    call("setlocale", ADDRESS, ALL_CATEGORIES, locale);
    MemorySegment one = Arena.ofAuto().allocate(MASK_SIZE, Long.BYTES);
    one.set(JAVA_LONG, 0, Long.lowestOneBit(processors().get(JAVA_LONG, 0)));
    call("sched_setaffinity", JAVA_INT, PROCESS, MASK_SIZE, one);
    disturbed = state();
  }

  /** The state, as the functions of C see it. */
  private static Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    // The handler, and the 64 signals that it blocks.
    byte[] action = action(URGENT).toArray(JAVA_BYTE);
    state.put("signal handler", HexFormat.of().formatHex(action, 0, 16));
    for (String variable : List.of("PANBLAS_CHANGED", "PANBLAS_REMOVED", "PANBLAS_ADDED")) {
      state.put(variable, text(call("getenv", ADDRESS, variable)));
    }
    MemorySegment path = Arena.ofAuto().allocate(4096);
    state.put("folder", text(call("getcwd", ADDRESS, path, 4096L)));
    state.put("locale", text(call("setlocale", ADDRESS, ALL_CATEGORIES, MemorySegment.NULL)));
    if (PROCESSORS > 1) {
      state.put("processors", HexFormat.of().formatHex(processors().toArray(JAVA_BYTE)));
    }
    return state;
  }

  /** What the process does when it receives a signal. */
  private static MemorySegment action(int signal) {
    MemorySegment action = Arena.ofAuto().allocate(256, Long.BYTES);
    call("sigaction", JAVA_INT, signal, MemorySegment.NULL, action);
    return action;
  }

  private static MemorySegment processors() {
    MemorySegment processors = Arena.ofAuto().allocate(MASK_SIZE, Long.BYTES);
    call("sched_getaffinity", JAVA_INT, PROCESS, MASK_SIZE, processors);
    return processors;
  }

  private static void set(String variable, String value) {
    call("setenv", JAVA_INT, variable, value, 1);
  }

  private static String text(Object pointer) {
    MemorySegment text = (MemorySegment) pointer;
    return text.address() == 0 ? "none" : Downcalls.string(text);
  }

  /** Calls a function of C with the types of its arguments. */
  private static Object call(String name, MemoryLayout result, Object... arguments) {
    MemoryLayout[] types = new MemoryLayout[arguments.length];
    for (int i = 0; i < types.length; i++) {
      types[i] =
          switch (arguments[i]) {
            case Integer _ -> JAVA_INT;
            case Long _ -> JAVA_LONG;
            default -> ADDRESS;
          };
      if (arguments[i] instanceof String text) {
        arguments[i] = Arena.ofAuto().allocateFrom(text);
      }
    }
    MemorySegment function = LINKER.defaultLookup().find(name).orElseThrow();
    return call(LINKER.downcallHandle(function, FunctionDescriptor.of(result, types)), arguments);
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (Throwable thrown) {
      throw Downcalls.rethrow(thrown);
    }
  }
}
