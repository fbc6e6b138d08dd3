/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Vector;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A server of scores: one Blas for all requests, chosen at the start, with one thread a request. */
void main() throws Exception {
  // The choice and its reasons, for the log. The operator chooses by -Dpanblas.backend, -Dpanblas.threads.
  Selection selection = Selection.make();
  System.err.println(selection.explain());
  Blas all = Blas.over(selection.open()); // thread-safe: all requests may use it
  // Many requests at a time keep the processors busy: each computes on its own thread.
  Blas one = all.withThreads(1);
  Matrix weights = Matrix.random(new Random(1), Precision.SINGLE, 200, 300); // read by all requests

  var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
    server.setExecutor(threads);
    server.createContext("/score", exchange -> answer(exchange, score(one, weights, seed(exchange))));
    server.createContext("/health", exchange -> answer(exchange, one.library().name()));
    server.start();
    String address = "http:/" + server.getAddress() + "/";

    List<Callable<String>> requests = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String path = "score?" + i % 5;
      requests.add(() -> get(address + path));
    }
    List<String> answers = new ArrayList<>();
    for (Future<String> each : threads.invokeAll(requests)) {
      answers.add(each.get());
    }
    IO.println(answers.size() + " answers, " + answers.stream().distinct().count() + " of them different");
    IO.println("healthy: " + !get(address + "health").isEmpty());
    IO.println("threads of a request: " + one.threads());
    server.stop(0);
  }
}

/** The largest of W x for an x that the request names. Memory of a request lives in its arena. */
static String score(Blas blas, Matrix weights, int seed) {
  try (Arena arena = Arena.ofConfined()) {
    Vector x = Vector.allocate(arena, Precision.SINGLE, weights.columns());
    Vector y = Vector.allocate(arena, Precision.SINGLE, weights.rows());
    x.copyFrom(new Random(seed).doubles(x.size()).toArray());
    blas.gemv(1, weights, x, 0, y);
    int best = blas.iamax(y);
    return best + " " + y.get(best);
  }
}

static int seed(HttpExchange exchange) {
  return Integer.parseInt(exchange.getRequestURI().getQuery());
}

static void answer(HttpExchange exchange, String text) throws IOException {
  try (exchange) {
    exchange.sendResponseHeaders(200, text.length());
    exchange.getResponseBody().write(text.getBytes());
  }
}

static String get(String address) throws IOException {
  try (var in = URI.create(address).toURL().openStream()) {
    return new String(in.readAllBytes());
  }
}
