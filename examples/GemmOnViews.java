/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;

/** Products of parts of a matrix. A view copies nothing, and every routine takes every view. */
void main() {
  Blas blas = Blas.open(); // the best backend that is ready

  double[] array = new double[24];
  for (int i = 0; i < array.length; i++) {
    array[i] = i;
  }
  Matrix a = Matrix.rowMajor(array, 0, 4, 6, 6); // a view: the array is not copied
  Matrix left = a.block(0, 0, 4, 3);
  Matrix right = a.block(0, 3, 4, 3);

  Matrix c = Matrix.allocate(Precision.DOUBLE, 3, 3);
  blas.gemm(1, left.transposed(), right, 0, c); // c := left' right
  IO.println("left' right\n" + c);

  blas.gemm(1, left.transposed(), right.reversedRows(), 1, c); // c := left' (right, upside down) + c
  IO.println("and the rows in reverse order\n" + c);

  // An output may be a view too: the product is written into the middle of the array.
  blas.gemm(-1, a.block(0, 0, 2, 2), a.block(2, 0, 2, 2), 0, a.block(1, 2, 2, 2));
  IO.println("written into the array\n" + a);
  IO.println("element 8 of the array is " + array[8]);

  // Every second element of a row is a vector with stride 2, the diagonal one with stride 7.
  Vector odd = Matrix.over(array, 1, 4, 3, 6, 2).row(0);
  IO.println("diagonal times odd columns: " + blas.dot(a.diagonal().slice(0, 3), odd));

  // Column-major memory, as LAPACK and Fortran have it, is the transposed view of row-major memory.
  Matrix fortran = Matrix.of(new double[] {1, 2, 3, 4}, 2, 2, Order.COLUMN_MAJOR);
  IO.println("column by column\n" + fortran);
}
