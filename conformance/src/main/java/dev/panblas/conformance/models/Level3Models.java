/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.models;

import static dev.panblas.conformance.cases.OperandModel.Access.MULTIPLIED;
import static dev.panblas.conformance.cases.OperandModel.Access.OVERWRITTEN;
import static dev.panblas.conformance.cases.OperandModel.Access.READ;
import static dev.panblas.conformance.cases.OperandModel.Access.SCALED;
import static dev.panblas.conformance.cases.OperandModel.batch;
import static dev.panblas.conformance.cases.OperandModel.matrix;
import static dev.panblas.conformance.cases.RoutineModel.calling;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.Expected;
import dev.panblas.conformance.cases.OperandModel.Filling;
import dev.panblas.conformance.cases.OperandModel.Mask;
import dev.panblas.conformance.cases.OperandModel.Shape;
import dev.panblas.conformance.cases.Option;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.RoutineModel.Freedom;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.cases.SizeFamily;
import dev.panblas.conformance.cases.Values;
import dev.panblas.conformance.exact.ExactSum;
import dev.panblas.conformance.operands.Dense;
import dev.panblas.conformance.operands.Extents;
import dev.panblas.matrix.Side;
import dev.panblas.spi.Routine;
import java.util.List;
import java.util.stream.IntStream;

/** The routines of level 3, matrix with matrix. */
public final class Level3Models {

  private static final Shape M_N = at -> Extents.matrix(at.size(0), at.size(1));
  private static final Shape N_N = at -> Extents.matrix(at.size(0), at.size(0));
  private static final Shape SQUARE_BESIDE_B = at -> Extents.matrix(side(at), side(at));

  private static final Mask TRIANGLE = (at, i, j) -> at.triangle().contains(i, j);

  private static final List<Scalar> ALPHA_BETA = List.of(Scalar.ALPHA, Scalar.BETA);

  public static final List<RoutineModel> ALL =
      List.of(
          new RoutineModel(
              Routine.GEMM,
              "C := alpha A B + beta C",
              SizeFamily.PRODUCT,
              List.of(),
              ALPHA_BETA,
              List.of(
                  matrix("a", READ, at -> Extents.matrix(at.size(0), at.size(2))),
                  matrix("b", READ, at -> Extents.matrix(at.size(2), at.size(1))),
                  matrix("c", SCALED, M_N)),
              Freedom.NONE,
              calling(
                  (blas, in) ->
                      blas.gemm(in.alpha(), in.matrix(0), in.matrix(1), in.beta(), in.matrix(2))),
              v ->
                  Expected.output(
                      2, Product.of(v.alpha(), v.dense(0), v.dense(1), v.beta(), v.dense(2)))),
          new RoutineModel(
              Routine.SYMM,
              "C := alpha A B + beta C or alpha B A + beta C for a symmetric A",
              SizeFamily.RECTANGLE,
              List.of(Option.SIDE, Option.TRIANGLE),
              ALPHA_BETA,
              List.of(
                  matrix("a", READ, SQUARE_BESIDE_B).masked(TRIANGLE),
                  matrix("b", READ, M_N),
                  matrix("c", SCALED, M_N)),
              Freedom.NONE,
              calling(
                  (blas, in) ->
                      blas.symm(
                          in.side(),
                          in.triangle(),
                          in.alpha(),
                          in.matrix(0),
                          in.matrix(1),
                          in.beta(),
                          in.matrix(2))),
              v -> {
                Dense a = v.dense(0).symmetric(v.at().triangle());
                boolean left = v.at().side() == Side.LEFT;
                return Expected.output(
                    2,
                    Product.of(
                        v.alpha(),
                        left ? a : v.dense(1),
                        left ? v.dense(1) : a,
                        v.beta(),
                        v.dense(2)));
              }),
          new RoutineModel(
              Routine.SYRK,
              "C := alpha A A' + beta C for a symmetric C",
              SizeFamily.RANK,
              List.of(Option.TRIANGLE),
              ALPHA_BETA,
              List.of(matrix("a", READ, M_N), matrix("c", SCALED, N_N).masked(TRIANGLE)),
              (at, operand, direction) -> operand == 0 && direction == 2,
              calling(
                  (blas, in) ->
                      blas.syrk(in.triangle(), in.alpha(), in.matrix(0), in.beta(), in.matrix(1))),
              v ->
                  Expected.output(
                      1,
                      Product.of(
                          v.alpha(), v.dense(0), v.dense(0).transposed(), v.beta(), v.dense(1)))),
          new RoutineModel(
              Routine.SYR2K,
              "C := alpha A B' + alpha B A' + beta C for a symmetric C",
              SizeFamily.RANK,
              List.of(Option.TRIANGLE),
              ALPHA_BETA,
              List.of(
                  matrix("a", READ, M_N),
                  matrix("b", READ, M_N),
                  matrix("c", SCALED, N_N).masked(TRIANGLE)),
              Freedom.NONE,
              calling(
                  (blas, in) ->
                      blas.syr2k(
                          in.triangle(),
                          in.alpha(),
                          in.matrix(0),
                          in.matrix(1),
                          in.beta(),
                          in.matrix(2))),
              v ->
                  Expected.output(
                      2,
                      new Product(
                          v.alpha(),
                          List.of(
                              new Product.Term(v.dense(0), v.dense(1).transposed()),
                              new Product.Term(v.dense(1), v.dense(0).transposed())),
                          v.beta(),
                          v.dense(2),
                          false))),
          new RoutineModel(
              Routine.TRMM,
              "B := alpha A B or alpha B A for a triangular A",
              SizeFamily.RECTANGLE,
              List.of(Option.SIDE, Option.TRIANGLE, Option.DIAGONAL),
              List.of(Scalar.ALPHA),
              List.of(
                  matrix("a", READ, SQUARE_BESIDE_B).masked(Level2Models.STORED_TRIANGLE),
                  matrix("b", MULTIPLIED, M_N)),
              Level3Models::isAlongFreeSide,
              calling(
                  (blas, in) ->
                      blas.trmm(
                          in.side(),
                          in.triangle(),
                          in.diagonal(),
                          in.alpha(),
                          in.matrix(0),
                          in.matrix(1))),
              v -> {
                Dense a = v.dense(0).triangular(v.at().triangle(), v.at().diagonal());
                boolean left = v.at().side() == Side.LEFT;
                return Expected.output(
                    1, Product.ofTriangle(v.alpha(), left ? a : v.dense(1), left ? v.dense(1) : a));
              }),
          new RoutineModel(
              Routine.TRSM,
              "A Z = alpha B or Z A = alpha B, B := Z for a triangular A",
              SizeFamily.RECTANGLE,
              List.of(Option.SIDE, Option.TRIANGLE, Option.DIAGONAL),
              List.of(Scalar.ALPHA),
              List.of(
                  matrix("a", READ, SQUARE_BESIDE_B)
                      .masked(Level2Models.STORED_TRIANGLE)
                      .filled(Filling.WELL_CONDITIONED),
                  matrix("b", MULTIPLIED, M_N)),
              Level3Models::isAlongFreeSide,
              calling(
                  (blas, in) ->
                      blas.trsm(
                          in.side(),
                          in.triangle(),
                          in.diagonal(),
                          in.alpha(),
                          in.matrix(0),
                          in.matrix(1))),
              v -> {
                Case at = v.at();
                Dense a = v.dense(0).triangular(at.triangle(), at.diagonal());
                return Expected.output(
                    1,
                    at.side() == Side.LEFT
                        ? new Solution(a, at.triangle(), v.alpha(), v.dense(1), false, true)
                        : new Solution(
                            a.transposed(),
                            at.triangle().transposed(),
                            v.alpha(),
                            v.dense(1).transposed(),
                            true,
                            true));
              }),
          new RoutineModel(
              Routine.GEMMT,
              "one triangle of C := alpha A B + beta C",
              SizeFamily.RANK,
              List.of(Option.TRIANGLE),
              ALPHA_BETA,
              List.of(
                  matrix("a", READ, M_N),
                  matrix("b", READ, at -> Extents.matrix(at.size(1), at.size(0))),
                  matrix("c", SCALED, N_N).masked(TRIANGLE)),
              Freedom.NONE,
              calling(
                  (blas, in) ->
                      blas.gemmt(
                          in.triangle(),
                          in.alpha(),
                          in.matrix(0),
                          in.matrix(1),
                          in.beta(),
                          in.matrix(2))),
              v ->
                  Expected.output(
                      2, Product.of(v.alpha(), v.dense(0), v.dense(1), v.beta(), v.dense(2)))),
          new RoutineModel(
              Routine.GEMM_BATCH,
              "C_i := alpha A_i B_i + beta C_i for each of a batch",
              SizeFamily.BATCH,
              List.of(),
              ALPHA_BETA,
              List.of(
                  batch("a", READ, at -> new Extents(at.size(0), at.size(1), at.size(3))),
                  batch("b", READ, at -> new Extents(at.size(0), at.size(3), at.size(2))),
                  batch("c", SCALED, at -> new Extents(at.size(0), at.size(1), at.size(2)))),
              Freedom.NONE,
              calling(
                  (blas, in) ->
                      blas.gemmBatch(in.alpha(), in.batch(0), in.batch(1), in.beta(), in.batch(2))),
              Level3Models::products),
          new RoutineModel(
              Routine.OMATCOPY,
              "B := alpha A",
              SizeFamily.RECTANGLE,
              List.of(),
              List.of(Scalar.ALPHA),
              List.of(matrix("a", READ, M_N), matrix("b", OVERWRITTEN, M_N)),
              Freedom.NONE,
              calling((blas, in) -> blas.omatcopy(in.alpha(), in.matrix(0), in.matrix(1))),
              v -> {
                double[] a = v.operand(0);
                return Expected.output(
                    1,
                    (i, computed) -> {
                      ExactSum sum = new ExactSum();
                      if (v.alpha() != 0) {
                        sum.add(v.alpha(), a[i]);
                      }
                      return sum.element(0);
                    });
              }));

  private Level3Models() {}

  private static int side(Case at) {
    return at.size(at.side() == Side.LEFT ? 0 : 1);
  }

  /** The rows or columns of b whose number the square factor does not determine. */
  private static boolean isAlongFreeSide(Case at, int operand, int direction) {
    return operand == 1 && direction == (at.side() == Side.LEFT ? 2 : 1);
  }

  private static Expected products(Values v) {
    int size = v.at().size(1) * v.at().size(2);
    List<Product> products =
        IntStream.range(0, v.at().size(0))
            .mapToObj(
                i -> Product.of(v.alpha(), v.dense(0, i), v.dense(1, i), v.beta(), v.dense(2, i)))
            .toList();
    return Expected.output(2, (i, computed) -> products.get(i / size).at(i % size, computed));
  }
}
