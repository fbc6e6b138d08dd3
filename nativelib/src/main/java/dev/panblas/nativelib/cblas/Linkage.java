/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import static java.lang.invoke.MethodType.methodType;

import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import dev.panblas.nativelib.call.Downcalls;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CFunction;
import dev.panblas.nativelib.symbol.CblasHeader;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Implements {@link Cblas} on a library. The JVM inlines constant method handles only, so a class
 * is generated for each library. Each of its methods splits the operands into address and stride
 * and contains one dynamic call for each precision. A dynamic call binds the C function on its
 * first execution.
 */
final class Linkage {

  private static final Lookup HERE = MethodHandles.lookup();

  private static final ClassDesc THIS = describe(Linkage.class);

  private static final DirectMethodHandleDesc BIND =
      ConstantDescs.ofCallsiteBootstrap(
          THIS, "bind", ConstantDescs.CD_CallSite, ConstantDescs.CD_String);

  private Linkage() {}

  /** The functions of a library. It must have every function that is called. */
  static Cblas to(NativeFunctions functions) {
    ClassDesc name = ClassDesc.of(Linkage.class.getPackageName(), "Linked");
    byte[] code = ClassFile.of().build(name, Linkage::write);
    try {
      Lookup linked = HERE.defineHiddenClassWithClassData(code, functions, true);
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
        code -> code.aload(0).invokespecial(ConstantDescs.CD_Object, init, nothing).return_());
    for (Method method : Cblas.class.getDeclaredMethods()) {
      linked.withMethodBody(
          method.getName(),
          methodType(method.getReturnType(), method.getParameterTypes())
              .describeConstable()
              .orElseThrow(),
          ClassFile.ACC_PUBLIC,
          code -> write(code, method));
    }
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

  /** Calls one C function: operands as address and stride, numbers in the given precision. */
  private static void call(CodeBuilder code, Method method, Precision precision) {
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
    code.invokedynamic(
        DynamicCallSiteDesc.of(
            BIND, method.getName(), type.describeConstable().orElseThrow(), precision.name()));
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

  /** The bootstrap method: the JVM calls it on the first execution of a dynamic call. */
  static CallSite bind(Lookup linked, String method, MethodType type, String precisionName)
      throws IllegalAccessException, UnusableLibraryException {
    NativeFunctions library =
        MethodHandles.classData(linked, ConstantDescs.DEFAULT_NAME, NativeFunctions.class);
    CFunction function =
        CblasHeader.function(method, precisionName.equals(Precision.SINGLE.name()));
    MethodType declared = Downcalls.methodType(function);
    if (!declared.equals(type)) {
      throw new LinkageError(
          String.format("Cblas.%s is called as %s but declared as %s", method, type, function));
    }
    return new ConstantCallSite(library.bind(function));
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
