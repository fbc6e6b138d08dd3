/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.conformance.models;

import static dev.panblas.conformance.cases.OperandModel.Access.READ;
import static dev.panblas.conformance.cases.OperandModel.Access.SCALED;
import static dev.panblas.conformance.cases.OperandModel.Access.UPDATED;
import static dev.panblas.conformance.cases.OperandModel.matrix;
import static dev.panblas.conformance.cases.OperandModel.packed;
import static dev.panblas.conformance.cases.OperandModel.vector;
import static dev.panblas.conformance.cases.RoutineModel.calling;

import dev.panblas.conformance.cases.Case;
import dev.panblas.conformance.cases.Expected;
import dev.panblas.conformance.cases.OperandModel;
import dev.panblas.conformance.cases.OperandModel.Filling;
import dev.panblas.conformance.cases.OperandModel.Mask;
import dev.panblas.conformance.cases.OperandModel.Shape;
import dev.panblas.conformance.cases.Option;
import dev.panblas.conformance.cases.RoutineModel;
import dev.panblas.conformance.cases.RoutineModel.Call;
import dev.panblas.conformance.cases.RoutineModel.Expectation;
import dev.panblas.conformance.cases.RoutineModel.Freedom;
import dev.panblas.conformance.cases.Scalar;
import dev.panblas.conformance.cases.SizeFamily;
import dev.panblas.conformance.cases.Values;
import dev.panblas.conformance.operands.Dense;
import dev.panblas.conformance.operands.Extents;
import dev.panblas.conformance.operands.Kind;
import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.spi.Routine;
import java.util.List;

/** The routines of level 2, matrix with vector: full, band and packed. */
public final class Level2Models {

  private static final Shape N = at -> Extents.vector(at.size(0));
  private static final Shape N_N = at -> Extents.matrix(at.size(0), at.size(0));
  private static final Shape M_N = at -> Extents.matrix(at.size(0), at.size(1));
  private static final Shape DIAGONALS = at -> Extents.matrix(at.size(1) + 1, at.size(0));
  private static final Shape PACKED = at -> Extents.vector(at.size(0) * (at.size(0) + 1) / 2);

  /** A band may have any number of diagonals. */
  private static final Freedom DIAGONALS_FREE =
      (at, operand, direction) -> operand == 0 && direction == 1;

  private static final Mask TRIANGLE = (at, i, j) -> at.triangle().contains(i, j);

  /** A triangle, with the diagonal only if it is stored. */
  public static final Mask STORED_TRIANGLE =
      (at, i, j) -> at.triangle().contains(i, j) && (i != j || at.diagonal() == Diagonal.NON_UNIT);

  /** The places of a matrix of diagonals that are inside the band matrix. */
  private static final Mask BAND =
      (at, i, j) -> {
        int row = i + j - at.size(3);
        return row >= 0 && row < at.size(0);
      };

  private static final Mask HALF_BAND =
      (at, i, j) -> {
        int row = at.triangle() == Triangle.UPPER ? i + j - at.size(1) : i + j;
        return row >= 0 && row < at.size(0);
      };

  private static final Mask STORED_HALF_BAND =
      (at, i, j) -> HALF_BAND.contains(at, i, j) && (!isMainDiagonal(at, i) || isStored(at));

  private static final Mask STORED_PACKED =
      (at, i, j) -> {
        int[] place = Dense.packedPlace(at.triangle(), at.size(0), i);
        return place[0] != place[1] || isStored(at);
      };

  private static final Filling CONDITIONED_BAND =
      (random, at, i, j) ->
          Filling.WELL_CONDITIONED.draw(random, at, isMainDiagonal(at, i) ? j : -1, j);

  private static final Filling CONDITIONED_PACKED =
      (random, at, i, j) -> {
        int[] place = Dense.packedPlace(at.triangle(), at.size(0), i);
        return Filling.WELL_CONDITIONED.draw(random, at, place[0], place[1]);
      };

  public static final List<RoutineModel> ALL =
      List.of(
          new RoutineModel(
              Routine.GEMV,
              "y := alpha A x + beta y",
              SizeFamily.RECTANGLE,
              List.of(),
              List.of(Scalar.ALPHA, Scalar.BETA),
              List.of(
                  matrix("a", READ, M_N),
                  vector("x", READ, at -> Extents.vector(at.size(1))),
                  vector("y", SCALED, N)),
              Freedom.NONE,
              calling(
                  (blas, in) ->
                      blas.gemv(in.alpha(), in.matrix(0), in.vector(1), in.beta(), in.vector(2))),
              v -> scaledProduct(v, v.dense(0))),
          new RoutineModel(
              Routine.GBMV,
              "y := alpha op(A) x + beta y for a band matrix A",
              SizeFamily.BAND,
              List.of(Option.TRANSPOSITION),
              List.of(Scalar.ALPHA, Scalar.BETA),
              List.of(
                  matrix("a", READ, at -> Extents.matrix(at.size(2) + 1 + at.size(3), at.size(1)))
                      .masked(BAND),
                  vector("x", READ, at -> Extents.vector(at.size(isNotTransposed(at) ? 1 : 0))),
                  vector("y", SCALED, at -> Extents.vector(at.size(isNotTransposed(at) ? 0 : 1)))),
              // The length of y determines the rows of A, or that of x if A is transposed.
              (at, operand, direction) -> operand == (isNotTransposed(at) ? 2 : 1),
              calling(
                  (blas, in) ->
                      blas.gbmv(
                          in.transposition(),
                          in.size(2),
                          in.size(3),
                          in.alpha(),
                          in.matrix(0),
                          in.vector(1),
                          in.beta(),
                          in.vector(2))),
              v -> {
                Case at = v.at();
                Dense a = v.dense(0).band(at.size(0), at.size(2), at.size(3));
                return scaledProduct(v, isNotTransposed(at) ? a : a.transposed());
              }),
          symmetricProduct(
              Routine.SYMV,
              "y := alpha A x + beta y for a symmetric A",
              SizeFamily.SQUARE,
              matrix("a", READ, N_N).masked(TRIANGLE),
              Freedom.NONE,
              (blas, in) ->
                  blas.symv(
                      in.triangle(),
                      in.alpha(),
                      in.matrix(0),
                      in.vector(1),
                      in.beta(),
                      in.vector(2)),
              Level2Models::full),
          symmetricProduct(
              Routine.SBMV,
              "y := alpha A x + beta y for a symmetric band matrix A",
              SizeFamily.HALF_BAND,
              matrix("a", READ, DIAGONALS).masked(HALF_BAND),
              DIAGONALS_FREE,
              (blas, in) ->
                  blas.sbmv(
                      in.triangle(),
                      in.alpha(),
                      in.matrix(0),
                      in.vector(1),
                      in.beta(),
                      in.vector(2)),
              Level2Models::band),
          symmetricProduct(
              Routine.SPMV,
              "y := alpha A x + beta y for a symmetric packed A",
              SizeFamily.SQUARE,
              packed("ap", READ, PACKED),
              Freedom.NONE,
              (blas, in) ->
                  blas.spmv(
                      in.triangle(),
                      in.alpha(),
                      in.vector(0),
                      in.vector(1),
                      in.beta(),
                      in.vector(2)),
              Level2Models::packedTriangle),
          triangular(
              Routine.TRMV,
              "x := A x for a triangular A",
              SizeFamily.SQUARE,
              List.of(Option.TRIANGLE, Option.DIAGONAL),
              matrix("a", READ, N_N).masked(STORED_TRIANGLE),
              Freedom.NONE,
              (blas, in) -> blas.trmv(in.triangle(), in.diagonal(), in.matrix(0), in.vector(1)),
              v -> product(v, full(v))),
          triangular(
              Routine.TBMV,
              "x := op(A) x for a triangular band matrix A",
              SizeFamily.HALF_BAND,
              List.of(Option.TRIANGLE, Option.TRANSPOSITION, Option.DIAGONAL),
              matrix("a", READ, DIAGONALS).masked(STORED_HALF_BAND),
              DIAGONALS_FREE,
              (blas, in) ->
                  blas.tbmv(
                      in.triangle(), in.transposition(), in.diagonal(), in.matrix(0), in.vector(1)),
              v -> product(v, band(v))),
          triangular(
              Routine.TPMV,
              "x := op(A) x for a triangular packed A",
              SizeFamily.SQUARE,
              List.of(Option.TRIANGLE, Option.TRANSPOSITION, Option.DIAGONAL),
              packed("ap", READ, PACKED).masked(STORED_PACKED),
              Freedom.NONE,
              (blas, in) ->
                  blas.tpmv(
                      in.triangle(), in.transposition(), in.diagonal(), in.vector(0), in.vector(1)),
              v -> product(v, packedTriangle(v))),
          triangular(
              Routine.TRSV,
              "A z = x, x := z for a triangular A",
              SizeFamily.SQUARE,
              List.of(Option.TRIANGLE, Option.DIAGONAL),
              matrix("a", READ, N_N).masked(STORED_TRIANGLE).filled(Filling.WELL_CONDITIONED),
              Freedom.NONE,
              (blas, in) -> blas.trsv(in.triangle(), in.diagonal(), in.matrix(0), in.vector(1)),
              v -> solution(v, full(v))),
          triangular(
              Routine.TBSV,
              "op(A) z = x, x := z for a triangular band matrix A",
              SizeFamily.HALF_BAND,
              List.of(Option.TRIANGLE, Option.TRANSPOSITION, Option.DIAGONAL),
              matrix("a", READ, DIAGONALS).masked(STORED_HALF_BAND).filled(CONDITIONED_BAND),
              DIAGONALS_FREE,
              (blas, in) ->
                  blas.tbsv(
                      in.triangle(), in.transposition(), in.diagonal(), in.matrix(0), in.vector(1)),
              v -> solution(v, band(v))),
          triangular(
              Routine.TPSV,
              "op(A) z = x, x := z for a triangular packed A",
              SizeFamily.SQUARE,
              List.of(Option.TRIANGLE, Option.TRANSPOSITION, Option.DIAGONAL),
              packed("ap", READ, PACKED).masked(STORED_PACKED).filled(CONDITIONED_PACKED),
              Freedom.NONE,
              (blas, in) ->
                  blas.tpsv(
                      in.triangle(), in.transposition(), in.diagonal(), in.vector(0), in.vector(1)),
              v -> solution(v, packedTriangle(v))),
          new RoutineModel(
              Routine.GER,
              "A := alpha x y' + A",
              SizeFamily.RECTANGLE,
              List.of(),
              List.of(Scalar.ALPHA),
              List.of(
                  vector("x", READ, N),
                  vector("y", READ, at -> Extents.vector(at.size(1))),
                  matrix("a", UPDATED, M_N)),
              Freedom.NONE,
              calling((blas, in) -> blas.ger(in.alpha(), in.vector(0), in.vector(1), in.matrix(2))),
              v ->
                  Expected.output(
                      2,
                      Product.of(v.alpha(), v.dense(0), v.dense(1).transposed(), 1, v.dense(2)))),
          update(
              Routine.SYR,
              "A := alpha x x' + A for a symmetric A",
              List.of(vector("x", READ, N), matrix("a", UPDATED, N_N).masked(TRIANGLE)),
              (blas, in) -> blas.syr(in.triangle(), in.alpha(), in.vector(0), in.matrix(1))),
          update(
              Routine.SPR,
              "A := alpha x x' + A for a symmetric packed A",
              List.of(vector("x", READ, N), packed("ap", UPDATED, PACKED)),
              (blas, in) -> blas.spr(in.triangle(), in.alpha(), in.vector(0), in.vector(1))),
          update(
              Routine.SYR2,
              "A := alpha x y' + alpha y x' + A for a symmetric A",
              List.of(
                  vector("x", READ, N),
                  vector("y", READ, N),
                  matrix("a", UPDATED, N_N).masked(TRIANGLE)),
              (blas, in) ->
                  blas.syr2(in.triangle(), in.alpha(), in.vector(0), in.vector(1), in.matrix(2))),
          update(
              Routine.SPR2,
              "A := alpha x y' + alpha y x' + A for a symmetric packed A",
              List.of(vector("x", READ, N), vector("y", READ, N), packed("ap", UPDATED, PACKED)),
              (blas, in) ->
                  blas.spr2(in.triangle(), in.alpha(), in.vector(0), in.vector(1), in.vector(2))));

  private Level2Models() {}

  // ---- models that differ in their storage alone

  private interface Written {
    Dense of(Values v);
  }

  private static RoutineModel symmetricProduct(
      Routine routine,
      String formula,
      SizeFamily family,
      OperandModel a,
      Freedom freedom,
      Call.Subroutine call,
      Written written) {
    return new RoutineModel(
        routine,
        formula,
        family,
        List.of(Option.TRIANGLE),
        List.of(Scalar.ALPHA, Scalar.BETA),
        List.of(a, vector("x", READ, N), vector("y", SCALED, N)),
        freedom,
        calling(call),
        v -> scaledProduct(v, written.of(v).symmetric(v.at().triangle())));
  }

  private static RoutineModel triangular(
      Routine routine,
      String formula,
      SizeFamily family,
      List<Option> options,
      OperandModel a,
      Freedom freedom,
      Call.Subroutine call,
      Expectation expectation) {
    return new RoutineModel(
        routine,
        formula,
        family,
        options,
        List.of(),
        List.of(a, vector("x", UPDATED, N)),
        freedom,
        calling(call),
        expectation);
  }

  private static RoutineModel update(
      Routine routine, String formula, List<OperandModel> operands, Call.Subroutine call) {
    return new RoutineModel(
        routine,
        formula,
        SizeFamily.SQUARE,
        List.of(Option.TRIANGLE),
        List.of(Scalar.ALPHA),
        operands,
        Freedom.NONE,
        calling(call),
        v -> updated(v, operands.size() - 1));
  }

  // ---- the matrix that is stored

  private static Dense full(Values v) {
    return v.dense(0);
  }

  private static Dense band(Values v) {
    return v.dense(0).halfBand(v.at().triangle());
  }

  private static Dense packedTriangle(Values v) {
    return v.dense(0).packed(v.at().triangle(), v.at().size(0));
  }

  private static boolean isStored(Case at) {
    return at.diagonal() == Diagonal.NON_UNIT;
  }

  private static boolean isMainDiagonal(Case at, int row) {
    return row == (at.triangle() == Triangle.UPPER ? at.size(1) : 0);
  }

  private static boolean isNotTransposed(Case at) {
    return at.transposition() == Transposition.NONE;
  }

  // ---- the expected results

  private static Expected scaledProduct(Values v, Dense a) {
    return Expected.output(2, Product.of(v.alpha(), a, v.dense(1), v.beta(), v.dense(2)));
  }

  private static Expected product(Values v, Dense stored) {
    return Expected.output(1, Product.of(1, op(v, stored), v.dense(1)));
  }

  private static Expected solution(Values v, Dense stored) {
    Triangle triangle = v.at().triangle();
    Triangle ofOp = isTransposed(v) ? triangle.transposed() : triangle;
    return Expected.output(1, new Solution(op(v, stored), ofOp, 1, v.dense(1), false, false));
  }

  private static Dense op(Values v, Dense stored) {
    Dense t = stored.triangular(v.at().triangle(), v.at().diagonal());
    return isTransposed(v) ? t.transposed() : t;
  }

  private static boolean isTransposed(Values v) {
    return v.at().options().contains(Transposition.TRANSPOSED);
  }

  /** alpha x y' + alpha y x' + A, or alpha x x' + A, where A is the last operand. */
  private static Expected updated(Values v, int output) {
    Dense x = v.dense(0);
    Dense y = v.dense(output - 1);
    List<Product.Term> terms =
        output == 1
            ? List.of(new Product.Term(x, x.transposed()))
            : List.of(new Product.Term(x, y.transposed()), new Product.Term(y, x.transposed()));
    Case at = v.at();
    boolean packed = at.model().operands().get(output).kind() == Kind.PACKED;
    if (!packed) {
      return Expected.output(output, new Product(v.alpha(), terms, 1, v.dense(output), false));
    }
    int n = at.size(0);
    Dense a = v.dense(output).packed(at.triangle(), n);
    Product product = new Product(v.alpha(), terms, 1, a, false);
    return Expected.output(
        output,
        (i, computed) -> {
          int[] place = Dense.packedPlace(at.triangle(), n, i);
          return product.at(place[0], place[1]);
        });
  }
}
