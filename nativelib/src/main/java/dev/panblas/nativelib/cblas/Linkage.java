/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static java.lang.invoke.MethodType.methodType;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.symbol.CblasHeader;
import dev.panblas.nativelib.vendor.KnownFault;
import dev.panblas.spi.Routine;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Implements {@link Cblas} on a library. The JVM inlines constant method handles only, so a class
 * is generated for each library. Each of its methods splits the operands into address and stride
 * and has one dynamic constant for each precision, a {@link Function}. It is computed on the first
 * execution, which binds and checks the C function. It is a record, whose fields the JVM takes for
 * constants too, so that compiled code contains one of the two branches. One constant for all,
 * because the JVM takes about 0.05 ms to link one.
 */
final class Linkage {

  private static final Lookup HERE = MethodHandles.lookup();

  private static final ClassDesc THIS = describe(Linkage.class);

  private static final ClassDesc FUNCTION = describe(Function.class);

  private static final DirectMethodHandleDesc LINK =
      ConstantDescs.ofConstantBootstrap(THIS, "link", FUNCTION, ConstantDescs.CD_String);

  /** The method of a constant that is no function. */
  private static final String NONE = "none";

  /** The class is the same for all libraries; its class data are a {@link Library}. */
  private static final byte[] CODE =
      ClassFile.of().build(ClassDesc.of(Linkage.class.getPackageName(), "Linked"), Linkage::write);

  private static final Cblas IN_JAVA = new JavaCblas();

  private final Binding binding;
  private final Faults faults;

  /** The bound functions. The classes with and without checks share them. */
  private final Map<String, MethodHandle> bound = new ConcurrentHashMap<>();

  /**
   * For a library that must have every function that is called.
   *
   * @param binding finds its functions
   * @param faults of which {@link KnownFault.Calls#FAR} is regarded here, because it concerns every
   *     matrix
   */
  Linkage(Binding binding, Faults faults) {
    this.binding = binding;
    this.faults = faults;
  }

  /** Finds the functions of a library. */
  @FunctionalInterface
  interface Binding {

    /** A handle that calls a function, of the types of its declaration. */
    MethodHandle bind(CFunction function) throws UnusableLibraryException;
  }

  /** Decides on the first call of a function whether the library computes it. */
  @FunctionalInterface
  interface Check {

    /** Whether the library's function is right; if not, calls are computed in Java. */
    boolean isRight(Routine routine, Precision precision);
  }

  /**
   * A function of a library.
   *
   * @param isRight whether the library's function is called; if not, calls are computed in Java
   * @param failsFar whether it fails if elements are far apart
   * @param handle calls it; null if it is not right
   */
  record Function(boolean isRight, boolean failsFar, @Nullable MethodHandle handle) {}

  /** The class data of a generated class. */
  private record Library(Linkage linkage, Check check) {}

  /** The functions of the library. */
  Cblas unchecked() {
    return checkedBy((routine, precision) -> true);
  }

  /** The functions of the library where they are right, and functions in Java where not. */
  Cblas checkedBy(Check check) {
    try {
      Lookup linked = HERE.defineHiddenClassWithClassData(CODE, new Library(this, check), true);
      return (Cblas) linked.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("the generated class cannot be used", impossible);
    }
  }

  private static void write(ClassBuilder linked) {
    String init = ConstantDescs.INIT_NAME;
    MethodTypeDesc nothing = ConstantDescs.MTD_void;
    linked.withInterfaceSymbols(describe(Cblas.class));
    linked.withMethodBody(
        init,
        nothing,
        ClassFile.ACC_PUBLIC,
        code -> {
          code.aload(0).invokespecial(ConstantDescs.CD_Object, init, nothing);
          resolveShared(code);
          code.return_();
        });
    for (Method method : Cblas.class.getDeclaredMethods()) {
      linked.withMethodBody(
          method.getName(), describe(method), ClassFile.ACC_PUBLIC, code -> write(code, method));
    }
  }

  /**
   * Uses what all methods use, so that the JVM resolves it when the library is opened, and not in
   * the first call of a routine.
   */
  private static void resolveShared(CodeBuilder code) {
    DynamicConstantDesc<?> none = function(NONE, Precision.DOUBLE);
    loadComponent(code, none, "isRight", boolean.class);
    code.pop();
    loadComponent(code, none, "failsFar", boolean.class);
    code.pop();
    loadComponent(code, none, "handle", MethodHandle.class);
    code.pop();
  }

  private static DynamicConstantDesc<?> function(String method, Precision precision) {
    return DynamicConstantDesc.ofNamed(LINK, method, FUNCTION, precision.name());
  }

  private static void loadComponent(
      CodeBuilder code, DynamicConstantDesc<?> function, String component, Class<?> type) {
    code.loadConstant(function);
    code.invokevirtual(FUNCTION, component, MethodTypeDesc.of(describe(type)));
  }

  private static void write(CodeBuilder code, Method method) {
    List<Class<?>> types = List.of(method.getParameterTypes());
    int operand =
        IntStream.range(0, types.size())
            .filter(i -> isOperand(types.get(i)))
            .findFirst()
            .orElseThrow();
    code.aload(code.parameterSlot(operand));
    callAccessor(code, "isSingle", types.get(operand), boolean.class);
    code.ifThenElse(
        ifSingle -> call(ifSingle, method, Precision.SINGLE),
        ifDouble -> call(ifDouble, method, Precision.DOUBLE));
  }

  /** One call in Java serves all branches: a longer method would not be inlined. */
  private static void call(CodeBuilder code, Method method, Precision precision) {
    DynamicConstantDesc<?> function = function(method.getName(), precision);
    Label inJava = code.newLabel();
    loadComponent(code, function, "isRight", boolean.class);
    code.ifeq(inJava);
    branchIfFar(code, method, function, inJava);
    loadComponent(code, function, "handle", MethodHandle.class);
    callLibrary(code, method, precision);
    code.labelBinding(inJava);
    callJava(code, method);
  }

  private static void branchIfFar(
      CodeBuilder code, Method method, DynamicConstantDesc<?> function, Label inJava) {
    List<Class<?>> types = List.of(method.getParameterTypes());
    if (!types.contains(Matrix.class)) {
      return; // the facade copies a vector whose elements are far apart
    }
    Label near = code.newLabel();
    loadComponent(code, function, "failsFar", boolean.class);
    code.ifeq(near);
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i) == Matrix.class) {
        code.aload(code.parameterSlot(i));
        callAccessor(code, "isFar", Matrix.class, boolean.class);
        code.ifne(inJava);
      }
    }
    code.labelBinding(near);
  }

  /** Calls the same method of {@link JavaCblas}. */
  private static void callJava(CodeBuilder code, Method method) {
    ClassDesc cblas = describe(Cblas.class);
    code.invokestatic(THIS, "inJava", MethodTypeDesc.of(cblas));
    for (int i = 0; i < method.getParameterCount(); i++) {
      code.loadLocal(TypeKind.from(method.getParameterTypes()[i]), code.parameterSlot(i));
    }
    code.invokeinterface(cblas, method.getName(), describe(method));
    code.return_(TypeKind.from(method.getReturnType()));
  }

  /**
   * Calls the C function whose handle is on the stack: operands as address and stride, numbers in
   * the given precision.
   */
  private static void callLibrary(CodeBuilder code, Method method, Precision precision) {
    boolean isSingle = precision == Precision.SINGLE;
    MethodType type = methodType(inC(method.getReturnType(), isSingle));
    for (int i = 0; i < method.getParameterCount(); i++) {
      Class<?> argument = method.getParameterTypes()[i];
      int slot = code.parameterSlot(i);
      if (!isOperand(argument)) {
        code.loadLocal(TypeKind.from(argument), slot);
        if (isSingle && argument == double.class) {
          code.d2f();
        }
        type = type.appendParameterTypes(inC(argument, isSingle));
      } else if (argument != Precision.class) {
        code.aload(slot);
        callAccessor(code, "address", argument, MemorySegment.class);
        code.aload(slot);
        callAccessor(code, "stride", argument, int.class);
        type = type.appendParameterTypes(MemorySegment.class, int.class);
      }
    }
    code.invokevirtual(
        ConstantDescs.CD_MethodHandle, "invokeExact", type.describeConstable().orElseThrow());
    if (type.returnType() == float.class) {
      code.f2d();
    }
    code.return_(TypeKind.from(method.getReturnType()));
  }

  /** Calls one of the methods below with the operand on the stack. */
  private static void callAccessor(
      CodeBuilder code, String accessor, Class<?> operand, Class<?> result) {
    code.invokestatic(THIS, accessor, MethodTypeDesc.of(describe(result), describe(operand)));
  }

  /** Whether an argument determines the precision. */
  private static boolean isOperand(Class<?> argument) {
    return argument == Matrix.class || argument == Vector.class || argument == Precision.class;
  }

  private static Class<?> inC(Class<?> type, boolean isSingle) {
    return isSingle && type == double.class ? float.class : type;
  }

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  private static MethodTypeDesc describe(Method method) {
    return methodType(method.getReturnType(), method.getParameterTypes())
        .describeConstable()
        .orElseThrow();
  }

  /** The bootstrap method: the JVM calls it when a method is first executed in a precision. */
  static Function link(Lookup linked, String method, Class<?> type, String precisionName)
      throws IllegalAccessException, UnusableLibraryException {
    if (method.equals(NONE)) {
      return new Function(false, false, null);
    }
    Library library = MethodHandles.classData(linked, ConstantDescs.DEFAULT_NAME, Library.class);
    Routine routine = Routine.valueOf(method.toUpperCase(Locale.ROOT));
    Precision precision = Precision.valueOf(precisionName);
    if (!library.check().isRight(routine, precision)) {
      return new Function(false, false, null);
    }
    Linkage linkage = library.linkage();
    return new Function(
        true,
        linkage.faults.have(KnownFault.Calls.FAR, routine, precision),
        linkage.bind(method, precision == Precision.SINGLE));
  }

  private MethodHandle bind(String method, boolean isSingle) throws UnusableLibraryException {
    String symbol = CblasHeader.symbol(method, isSingle);
    MethodHandle known = bound.get(symbol);
    if (known != null) {
      return known;
    }
    MethodHandle handle = binding.bind(CblasHeader.function(method, isSingle));
    bound.put(symbol, handle);
    return handle;
  }

  static Cblas inJava() {
    return IN_JAVA;
  }

  static boolean isSingle(Matrix a) {
    return a.precision() == Precision.SINGLE;
  }

  static boolean isSingle(Vector x) {
    return x.precision() == Precision.SINGLE;
  }

  static boolean isSingle(Precision precision) {
    return precision == Precision.SINGLE;
  }

  /** Whether a matrix reaches farther than 2^31 - 1 elements, with the rest of its last line. */
  static boolean isFar(Matrix a) {
    return a.rows() * a.rowStride() + a.columns() * a.columnStride() > Integer.MAX_VALUE;
  }

  static MemorySegment address(Matrix a) {
    return a.segment();
  }

  static MemorySegment address(Vector x) {
    return x.segment();
  }

  static int stride(Matrix a) {
    return (int) (a.isRowMajor() ? a.rowStride() : a.columnStride());
  }

  static int stride(Vector x) {
    return (int) x.stride();
  }
}
