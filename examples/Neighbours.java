/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import static dev.panblas.operations.Elementwise.add;
import static dev.panblas.operations.Elementwise.multiply;
import static dev.panblas.operations.Reductions.rowSums;

import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Vector;
import dev.panblas.npy.NpyFile;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.Stream;

static final int NEAREST = 3;

record Neighbour(int row, double square) {}

/** Exact nearest neighbours of a batch of queries in a mapped corpus, one float vector a row. */
void main(String... args) throws Exception {
  if (args.length != 2) {
    System.err.println("usage: java --class-path ... Neighbours.java CORPUS.npy QUERIES.npy");
    System.exit(2);
  }
  Blas blas = Blas.open();
  try (Arena arena = Arena.ofShared()) { // shared: Panblas's threads read the corpus too
    Matrix corpus = NpyFile.map(arena, Path.of(args[0]));
    Matrix queries = NpyFile.read(arena, Path.of(args[1]));
    Comparator<Neighbour> farthestFirst = Comparator.comparingDouble(Neighbour::square).reversed();
    var best = Stream.generate(() -> new PriorityQueue<>(farthestFirst)).limit(queries.rows()).toList();
    int rows = Math.min(corpus.rows(), 4096);
    Matrix memory = Matrix.allocate(arena, corpus.precision(), queries.rows(), rows);
    for (int first = 0, count; first < corpus.rows(); first += count) {
      count = Math.min(rows, corpus.rows() - first);
      Matrix block = corpus.block(first, 0, count, corpus.columns());
      Vector squares = rowSums(multiply(block, block));
      // |c - q|^2 - |q|^2 = |c|^2 - 2 q c', for all queries and all vectors of the block
      Matrix scores = memory.block(0, 0, queries.rows(), count);
      blas.gemm(-2, queries, block.transposed(), 0, scores);
      add(scores, squares.asRows(queries.rows()), scores);
      for (int q = 0; q < queries.rows(); q++) {
        Vector query = queries.row(q);
        double square = Math.pow(blas.nrm2(query), 2);
        for (int j = 0; j < count; j++) {
          // The rounding error of a score: vectors that may be nearer are computed in double.
          double error = 2 * (query.size() + 4) * query.precision().unitRoundoff() * (squares.get(j) + square);
          boolean isFull = best.get(q).size() == NEAREST;
          if (!isFull || scores.get(q, j) + square - error <= best.get(q).peek().square()) {
            best.get(q).add(new Neighbour(first + j, square(block.row(j), query)));
            if (isFull) {
              best.get(q).remove();
            }
          }
        }
      }
    }
    for (int q = 0; q < queries.rows(); q++) {
      IO.print("query " + q + ":");
      best.get(q).stream().sorted(farthestFirst.reversed())
          .forEach(each -> IO.print(" row %d at %.3f".formatted(each.row(), Math.sqrt(each.square()))));
      IO.println();
    }
  }
}

static double square(Vector a, Vector b) {
  double sum = 0;
  for (int k = 0; k < a.size(); k++) {
    sum += Math.pow(a.get(k) - b.get(k), 2);
  }
  return sum;
}
