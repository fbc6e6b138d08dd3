/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import dev.panblas.blas.Blas;
import dev.panblas.netlib.testing.Child;
import java.io.File;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to {@link PanblasBlas} that need nothing but the class path, in child processes. */
class ExistingProgramsTest {

  private static final String PRODUCT = "[23.0, 34.0, 31.0, 46.0]";

  private static final ClassDesc BLAS_TYPE = BLAS.class.describeConstable().orElseThrow();
  private static final ClassDesc NATIVE_BLAS = NativeBLAS.class.describeConstable().orElseThrow();

  @TempDir Path work;

  @Test
  @DisplayName(
      "ml and mllib compute with the BLAS that their fields hold, and netlib loads nothing")
  void fieldsOfSpark() throws Exception {
    List<String> out = start(List.of(), "spark").end();
    for (String api : List.of("ml", "mllib")) {
      assertEquals("dgemm", Child.value(out, api + " _nativeBLAS"));
      assertEquals("ddot", Child.value(out, api + " _javaBLAS"));
      assertEquals("70.0", Child.value(out, api + " dot"));
      assertEquals(PRODUCT, Child.value(out, api + " product"));
    }
    assertOwn(out);
  }

  @Test
  @DisplayName("a class JNIBLAS is netlib's BLAS if it is first on the class path, not if last")
  void ownJniBlas() throws Exception {
    String folder = makeJniBlas().toString();
    String others = System.getProperty("java.class.path");
    Child first = start(List.of("--class-path", folder + File.pathSeparator + others), "netlib");
    Child last = start(List.of("--class-path", others + File.pathSeparator + folder), "netlib");
    List<String> out = first.end();
    assertEquals("dev.ludovic.netlib.blas.JNIBLAS", Child.value(out, "instance"));
    assertEquals(PRODUCT, Child.value(out, "product"));
    assertOwn(out);
    out = last.end();
    assertFalse(out.stream().anyMatch(line -> line.startsWith("panblas ")), out::toString);
    assertEquals(PRODUCT, Child.value(out, "product"));
  }

  private static Child start(List<String> options, String argument) throws Exception {
    Path java = Path.of(System.getProperty("java.home"));
    return Child.start(java, Map.of(), List.of(), options, ExistingProgram.class, argument);
  }

  private static void assertOwn(List<String> out) {
    assertTrue(Child.value(out, "panblas").startsWith("PanblasBlas on OpenBLAS"), out::toString);
    if (System.getProperty("os.name").equals("Linux")) {
      Path file = Blas.open("panama").library().file().orElseThrow();
      assertEquals(file.toString(), Child.value(out, "maps"));
    }
  }

  /** A class that passes each call of netlib's interface to PanblasBlas, in a new folder. */
  private Path makeJniBlas() throws Exception {
    ClassDesc own = ClassDesc.of("dev.ludovic.netlib.blas.JNIBLAS");
    byte[] bytes =
        ClassFile.of()
            .build(
                own,
                type -> {
                  type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                      .withInterfaceSymbols(NATIVE_BLAS)
                      .withField("own", BLAS_TYPE, ClassFile.ACC_FINAL);
                  addConstructor(type, own);
                  addGetInstance(type, own);
                  Stream.of(BLAS.class.getMethods())
                      .filter(method -> !Modifier.isStatic(method.getModifiers()))
                      .forEach(method -> addMethod(type, own, method));
                });
    Path folder = Files.createDirectories(work.resolve("dev/ludovic/netlib/blas"));
    Files.write(folder.resolve("JNIBLAS.class"), bytes);
    return work;
  }

  /** own = ExistingProgram.panblas() */
  private static void addConstructor(ClassBuilder type, ClassDesc own) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        0,
        code ->
            code.aload(0)
                .invokespecial(
                    ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .aload(0)
                .invokestatic(
                    ExistingProgram.class.describeConstable().orElseThrow(),
                    "panblas",
                    MethodTypeDesc.of(BLAS_TYPE))
                .putfield(own, "own", BLAS_TYPE)
                .return_());
  }

  /** What netlib calls. */
  private static void addGetInstance(ClassBuilder type, ClassDesc own) {
    type.withMethodBody(
        "getInstance",
        MethodTypeDesc.of(NATIVE_BLAS),
        ClassFile.ACC_STATIC,
        code ->
            code.new_(own)
                .dup()
                .invokespecial(own, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .areturn());
  }

  /** return own.method(arguments) */
  private static void addMethod(ClassBuilder type, ClassDesc own, Method method) {
    MethodTypeDesc descriptor =
        MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .describeConstable()
            .orElseThrow();
    type.withMethodBody(
        method.getName(),
        descriptor,
        ClassFile.ACC_PUBLIC,
        code -> {
          code.aload(0).getfield(own, "own", BLAS_TYPE);
          int slot = 1;
          for (Class<?> parameter : method.getParameterTypes()) {
            TypeKind kind = TypeKind.from(parameter);
            code.loadLocal(kind, slot);
            slot += kind.slotSize();
          }
          code.invokeinterface(BLAS_TYPE, method.getName(), descriptor)
              .return_(TypeKind.from(method.getReturnType()));
        });
  }
}
