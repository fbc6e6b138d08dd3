/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package org.example;

import breeze.linalg.DenseMatrix;
import breeze.linalg.DenseVector;
import breeze.linalg.LU$primitive$LU_DM_Impl_Double$;
import breeze.linalg.det$;
import breeze.linalg.eig;
import breeze.linalg.inv$;
import breeze.linalg.operators.HasOps$;
import breeze.linalg.svd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Breeze's inv, det, \, svd, eig and product, written out as Scala's compiler expands them.
 * Arguments: those of {@link Run}.
 */
public final class BreezePrograms {

  private BreezePrograms() {}

  public static void main(String[] args) throws Exception {
    List<Program> programs = new ArrayList<>();
    for (int n : Run.isQuick(args) ? new int[] {150} : new int[] {150, 600}) {
      programs.add(program("product", n, BreezePrograms::product));
      programs.add(program("inv", n, BreezePrograms::inv));
      programs.add(program("det", n, BreezePrograms::det));
      programs.add(program("\\", n, BreezePrograms::solve));
      programs.add(program("svd", n, BreezePrograms::svd));
      // F2J takes a minute for eig of 600 x 600.
      programs.add(program("eig", n / 3, BreezePrograms::eig));
    }
    Run.all("Breeze", programs, args);
    Run.writeLibraries(MappedLibraries.names(), args);
  }

  private static Program program(String name, int n, Function<double[], double[]> run) {
    // The identity and a random matrix whose eigenvalues are below 0.3: condition and determinant
    // are moderate for every n.
    double[] a = new Random(n).doubles((long) n * n).map(u -> (u - 0.5) / Math.sqrt(n)).toArray();
    for (int i = 0; i < n; i++) {
      a[i * (n + 1)] += 1;
    }
    return new Program(name, n + " x " + n, () -> run.apply(a));
  }

  private static DenseMatrix<Object> square(double[] elements) {
    int n = (int) Math.sqrt(elements.length);
    return new DenseMatrix<>(n, n, elements);
  }

  private static double[] product(double[] a) {
    DenseMatrix<Object> product =
        square(a).$times(square(a), HasOps$.MODULE$.impl_OpMulMatrix_DMD_DMD_eq_DMD());
    return (double[]) product.data();
  }

  private static double[] inv(double[] a) {
    DenseMatrix<Object> inverse =
        inv$.MODULE$.canInvUsingLU_Double(LU$primitive$LU_DM_Impl_Double$.MODULE$).apply(square(a));
    return (double[]) inverse.data();
  }

  private static double[] det(double[] a) {
    Object determinant =
        det$.MODULE$.canDetUsingLU(LU$primitive$LU_DM_Impl_Double$.MODULE$).apply(square(a));
    return new double[] {(double) determinant};
  }

  private static double[] solve(double[] a) {
    int n = (int) Math.sqrt(a.length);
    double[] b = new Random(0).doubles(n).toArray();
    DenseVector<Object> x =
        square(a)
            .$bslash(
                new DenseVector<Object>(b), HasOps$.MODULE$.impl_OpSolveMatrixBy_DMD_DVD_eq_DVD());
    return (double[]) x.data();
  }

  /** The singular values: the signs of the vectors are not unique. */
  private static double[] svd(double[] a) {
    var decomposition = svd.Svd_DM_Impl$.MODULE$.apply(square(a));
    return (double[]) decomposition.singularValues().data();
  }

  /** The eigenvalues in order: pairs of real and imaginary part. */
  private static double[] eig(double[] a) {
    var decomposition = eig.Eig_DM_Impl$.MODULE$.apply(square(a));
    double[] real = (double[]) decomposition.eigenvalues().data();
    double[] imaginary = (double[]) decomposition.eigenvaluesComplex().data();
    return IntStream.range(0, real.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> real[i]).thenComparing(i -> imaginary[i]))
        .flatMapToDouble(i -> DoubleStream.of(real[i], imaginary[i]))
        .toArray();
  }
}
