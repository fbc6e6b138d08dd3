package dev.panblas.cblas;

import static java.lang.invoke.MethodType.methodType;

import dev.panblas.library.NativeFunctions;
import dev.panblas.library.UnusableLibraryException;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Links {@link Cblas} to a library. A method handle costs nothing where it is a constant, so each
 * library gets a class of its own, in which a method is one dynamic call: the first time it binds
 * the two functions, and from then on it is them.
 */
final class Linkage {

  private static final Lookup HERE = MethodHandles.lookup();

  /** What C receives for an argument, where that is not the argument itself. */
  private static final Map<Class<?>, List<MethodHandle>> PIECES =
      Map.of(
          Matrix.class, addressAndStep(Matrix.class),
          Vector.class, addressAndStep(Vector.class),
          Precision.class, List.of());

  private static final DirectMethodHandleDesc BIND =
      ConstantDescs.ofCallsiteBootstrap(describe(Linkage.class), "bind", ConstantDescs.CD_CallSite);

  private Linkage() {}

  /** The name in C of the function behind a method of {@link Cblas}. */
  static String function(String method, Precision precision) {
    String letter = precision == Precision.SINGLE ? "s" : "d";
    return "cblas_" + (method.equals("iamax") ? "i" + letter + "amax" : letter + method);
  }

  /** CBLAS, in a library that has all functions that will be called. */
  static Cblas to(NativeFunctions functions) {
    ClassDesc name = ClassDesc.of(Linkage.class.getPackageName(), "Linked");
    byte[] code = ClassFile.of().build(name, Linkage::write);
    try {
      Lookup linked = HERE.defineHiddenClassWithClassData(code, functions, true);
      return (Cblas) linked.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("the class just written cannot be used", impossible);
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
      MethodType type = methodType(method.getReturnType(), method.getParameterTypes());
      MethodTypeDesc described = type.describeConstable().orElseThrow();
      linked.withMethodBody(
          method.getName(),
          described,
          ClassFile.ACC_PUBLIC,
          code -> {
            for (int i = 0; i < type.parameterCount(); i++) {
              code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
            }
            code.invokedynamic(DynamicCallSiteDesc.of(BIND, method.getName(), described))
                .return_(TypeKind.from(type.returnType()));
          });
    }
  }

  private static ClassDesc describe(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  /** Called by the JVM when a method of that class is called for the first time. */
  static CallSite bind(Lookup linked, String method, MethodType type)
      throws IllegalAccessException, UnusableLibraryException {
    NativeFunctions library =
        MethodHandles.classData(linked, ConstantDescs.DEFAULT_NAME, NativeFunctions.class);
    MethodType wide = inC(type);
    MethodHandle single =
        library.bind(function(method, Precision.SINGLE), narrowed(wide), Precision.SINGLE);
    MethodHandle real = library.bind(function(method, Precision.DOUBLE), wide, Precision.DOUBLE);
    return new ConstantCallSite(
        MethodHandles.guardWithTest(
            isSingle(type), adapted(single, wide, type), adapted(real, wide, type)));
  }

  /** A method's type with operands in pieces, as C has it for double operands. */
  private static MethodType inC(MethodType type) {
    MethodType wide = methodType(type.returnType());
    for (Class<?> argument : type.parameterList()) {
      for (MethodHandle piece : pieces(argument)) {
        wide = wide.appendParameterTypes(piece.type().returnType());
      }
    }
    return wide;
  }

  private static MethodType narrowed(MethodType wide) {
    MethodType narrow =
        wide.returnType() == double.class ? wide.changeReturnType(float.class) : wide;
    for (int i = 0; i < wide.parameterCount(); i++) {
      if (wide.parameterType(i) == double.class) {
        narrow = narrow.changeParameterType(i, float.class);
      }
    }
    return narrow;
  }

  /** A function that takes a method's arguments: it casts numbers and takes operands to pieces. */
  private static MethodHandle adapted(MethodHandle function, MethodType wide, MethodType type) {
    List<@Nullable MethodHandle> filters = new ArrayList<>();
    List<Integer> origins = new ArrayList<>();
    for (int i = 0; i < type.parameterCount(); i++) {
      boolean isOperand = PIECES.containsKey(type.parameterType(i));
      for (MethodHandle piece : pieces(type.parameterType(i))) {
        filters.add(isOperand ? piece : null); // null is the identity, but links faster
        origins.add(i);
      }
    }
    return MethodHandles.permuteArguments(
        MethodHandles.filterArguments(
            MethodHandles.explicitCastArguments(function, wide),
            0,
            filters.toArray(MethodHandle[]::new)),
        type,
        origins.stream().mapToInt(Integer::intValue).toArray());
  }

  private static List<MethodHandle> pieces(Class<?> argument) {
    return PIECES.getOrDefault(argument, List.of(MethodHandles.identity(argument)));
  }

  /** Whether the first operand is single, given the arguments up to it. */
  private static MethodHandle isSingle(MethodType type) {
    List<Class<?>> before =
        type.parameterList().stream().takeWhile(argument -> !PIECES.containsKey(argument)).toList();
    Class<?> operand = type.parameterType(before.size());
    return MethodHandles.dropArguments(here("isSingle", boolean.class, operand), 0, before);
  }

  private static MethodHandle here(String name, Class<?> result, Class<?> argument) {
    try {
      return HERE.findStatic(Linkage.class, name, methodType(result, argument));
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("one of the methods below is not there", impossible);
    }
  }

  private static List<MethodHandle> addressAndStep(Class<?> operand) {
    return List.of(here("address", MemorySegment.class, operand), here("step", int.class, operand));
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

  static int step(Matrix a) {
    return (int) (a.isRowMajor() ? a.rowStride() : a.columnStride());
  }

  static int step(Vector x) {
    return (int) x.stride();
  }
}
