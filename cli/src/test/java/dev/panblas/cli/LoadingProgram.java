/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.cli;

import static java.nio.channels.FileChannel.MapMode.READ_ONLY;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.panblas.backend.BackendUnavailableException;
import dev.panblas.backend.Selection;
import dev.panblas.blas.Blas;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.Order;
import dev.panblas.matrix.Precision;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.Loader;

/** Opens a backend in a process of its own, for {@link LoadingTest}. */
final class LoadingProgram {

  private static final Path TASKS = Path.of("/proc/self/task");

  /** The bytes that {@link #space} maps at once. */
  private static final long BLOCK = 16 << 20;

  private static volatile double smallest = Double.MIN_VALUE;
  private static volatile double one = 1;

  /** More threads than a limit of the test allows. */
  private static final int MANY = 4000;

  private LoadingProgram() {}

  public static void main(String... arguments) throws Exception {
    String backend = arguments[1];
    switch (arguments[0]) {
      case "masks" -> masks(backend);
      case "limit" -> limit(backend, Integer.parseInt(arguments[2]));
      case "count" -> count(backend);
      case "open" -> openOrExplain(backend);
      case "replace" -> replace(backend);
      case "state" -> state(backend);
      case "space" -> space(backend, Integer.parseInt(arguments[2]));
      case "bits" -> bits(backend);
      case "channel" -> channel(backend);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static Blas open(String backend) {
    BlasKernels kernels = Selection.make(Settings.current().withBackend(backend)).open();
    System.out.println("opened " + kernels.library());
    System.out.println("threading " + kernels.threading());
    return Blas.over(kernels);
  }

  /** Multiplies matrices of ones. */
  private static void multiply(Blas blas, int n) {
    Matrix a = Matrix.allocate(Precision.DOUBLE, n, n);
    Matrix c = Matrix.allocate(Precision.DOUBLE, n, n);
    a.fill(1);
    blas.gemm(1, a, a, 0, c);
    if (c.get(0, 0) != n || c.get(n - 1, n - 1) != n) {
      throw new AssertionError("wrong product: " + c.get(0, 0));
    }
  }

  /** Closes a channel while another thread waits in it: the JDK wakes that thread by a signal. */
  private static void channel(String backend) throws Exception {
    multiply(open(backend), 300);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort);
    Thread waiting = Thread.ofPlatform().start(() -> accept(server));
    while (waiting.isAlive() && !isInNativeMethod(waiting)) {
      Thread.sleep(1);
    }
    server.close();
    waiting.join();
  }

  private static void accept(ServerSocketChannel server) {
    try {
      System.out.println("accepted " + server.accept());
    } catch (AsynchronousCloseException woken) {
      System.out.println("woken");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isInNativeMethod(Thread thread) {
    StackTraceElement[] trace = thread.getStackTrace();
    return trace.length > 0 && trace[0].isNativeMethod();
  }

  /** The processors of every thread, before and after a backend is opened. */
  private static void masks(String backend) throws Exception {
    useCommonPool();
    int processors = Runtime.getRuntime().availableProcessors();
    System.out.println("before " + masks());
    int before = nativeThreads();
    Blas blas = open(backend);
    multiply(blas, 300);
    System.out.println("added native threads: " + addedTo(before));
    useCommonPool();
    Thread thread = Thread.ofPlatform().start(() -> multiply(blas, 300));
    thread.join();
    System.out.println("after " + masks());
    if (Runtime.getRuntime().availableProcessors() != processors) {
      throw new AssertionError("the JVM sees another number of processors");
    }
  }

  /** A thread that was joined still has to leave the process, so this looks again. */
  private static int addedTo(int before) throws IOException {
    int added = nativeThreads() - before;
    for (int i = 0; i < 10_000 && added > 0; i++) {
      Thread.onSpinWait();
      added = nativeThreads() - before;
    }
    return added;
  }

  /** Makes the common pool start all of its threads. */
  private static void useCommonPool() throws InterruptedException {
    int threads = ForkJoinPool.getCommonPoolParallelism();
    CountDownLatch all = new CountDownLatch(threads);
    CountDownLatch done = new CountDownLatch(1);
    for (int i = 0; i < threads; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                all.countDown();
                awaitUninterruptibly(done);
              });
    }
    all.await();
    done.countDown();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException again) {
        // nothing interrupts these threads
      }
    }
  }

  private static List<Path> tasks() throws IOException {
    List<Path> tasks = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(TASKS)) {
      folders.forEach(tasks::add);
    }
    return tasks;
  }

  private static Set<String> masks() throws IOException {
    Set<String> masks = new TreeSet<>();
    for (Path task : tasks()) {
      try {
        Files.readAllLines(task.resolve("status")).stream()
            .filter(line -> line.startsWith("Cpus_allowed_list:"))
            .forEach(masks::add);
      } catch (IOException ended) {
        if (Files.exists(task)) {
          throw ended;
        }
      }
    }
    if (masks.size() != 1) {
      throw new AssertionError("threads have different processors: " + masks);
    }
    return masks;
  }

  private static int nativeThreads() throws IOException {
    return tasks().size() - ManagementFactory.getThreadMXBean().getThreadCount();
  }

  /** Opens a backend when only a few threads can be started. */
  private static void limit(String backend, int left) throws Exception {
    multiply(Blas.open("reference"), 8);
    System.in.read(); // until the limit is set
    Deque<Blocker> blockers = new ArrayDeque<>();
    boolean isLimited = false;
    while (!isLimited && blockers.size() < MANY) {
      try {
        blockers.push(new Blocker());
      } catch (OutOfMemoryError noThread) {
        isLimited = true;
      }
    }
    if (!isLimited) {
      System.out.println("no limit");
      System.exit(0);
    }
    int full = tasks().size();
    for (int i = 0; i < left; i++) {
      blockers.pop().end();
    }
    while (tasks().size() > full - left) {
      Thread.onSpinWait(); // a thread that was joined still has to leave the process
    }
    openOrExplain(backend);
    System.exit(0);
  }

  private static void openOrExplain(String backend) {
    try {
      multiply(open(backend), 300);
      System.out.println("computed");
    } catch (BackendUnavailableException unavailable) {
      System.out.println(unavailable.getMessage());
    }
  }

  /** Deletes the cache in use, and then opens all native backends, which fills it again. */
  private static void replace(String backend) throws IOException {
    Blas blas = open(backend);
    Path file = blas.library().file().orElseThrow();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(file.getParent())) {
      for (Path each : files) {
        Files.delete(each);
      }
    }
    multiply(blas, 300);
    for (String other : List.of("panama", "javacpp")) {
      multiply(open(other), 300);
    }
    multiply(blas, 300);
    System.out.println("computed");
  }

  /** A thread that does nothing until it is ended. */
  private static final class Blocker {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread =
        Thread.ofPlatform().daemon().stackSize(64 * 1024).start(() -> awaitUninterruptibly(ended));

    void end() throws InterruptedException {
      ended.countDown();
      thread.join();
    }
  }

  /** The bits of a product, which differ between libraries. */
  private static void bits(String backend) {
    Matrix a = Matrix.allocate(Precision.DOUBLE, 200, 200);
    Matrix c = Matrix.allocate(Precision.DOUBLE, 200, 200);
    Random random = new Random(1);
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        a.set(i, j, random.nextGaussian());
      }
    }
    open(backend).gemm(1, a, a, 0, c);
    System.out.println("bits " + Arrays.hashCode(c.toDoubleArray(Order.ROW_MAJOR)));
  }

  /** Looks for more native threads while eight fresh threads multiply. */
  private static void count(String backend) throws Exception {
    Blas blas = open(backend);
    multiply(blas, 300); // starts the threads of Panblas
    int callers = 8;
    CountDownLatch ready = new CountDownLatch(callers);
    CountDownLatch go = new CountDownLatch(1);
    AtomicBoolean seen = new AtomicBoolean();
    CountDownLatch computed = new CountDownLatch(callers);
    CountDownLatch end = new CountDownLatch(1);
    for (int i = 0; i < callers; i++) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                ready.countDown();
                awaitUninterruptibly(go);
                for (int call = 0; call < 50 && !seen.get(); call++) {
                  multiply(blas, 200);
                }
                computed.countDown();
                awaitUninterruptibly(end);
              });
    }
    ready.await();
    int before = nativeThreads();
    int most = before;
    go.countDown();
    while (computed.getCount() > 0) {
      most = Math.max(most, nativeThreads());
      seen.set(most > before);
    }
    System.out.println("added native threads: " + (most - before));
  }

  /** Opens a backend and compares the state of the process and of the opening thread. */
  private static void state(String backend) throws IOException {
    TimeZone _ = TimeZone.getDefault(); // the JDK then sets user.timezone
    Map<String, Object> before = state();
    Blas blas = open(backend);
    state()
        .forEach(
            (part, value) -> {
              if (!value.equals(before.get(part))) {
                throw new AssertionError(part + " was " + before.get(part) + ", is " + value);
              }
            });
    multiply(blas, 300);
    if (backend.equals("javacpp")) {
      System.out.println("JavaCPP's cache " + Loader.getCacheDir());
    }
    System.out.println("unchanged");
  }

  private static Map<String, Object> state() throws IOException {
    Map<String, Object> state = new HashMap<>();
    System.getProperties().forEach((name, value) -> state.put("property " + name, value));
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.matches("Sig(Blk|Ign|Cgt):.*"))
        .forEach(line -> state.put(line.substring(0, 6), line));
    state.put("working directory", Path.of("/proc/self/cwd").toRealPath());
    state.put("locale", Locale.getDefault());
    state.put("subnormal numbers", smallest * one);
    state.put("rounding", List.of(one / 3, -one / 3, 2 * one / 3));
    return state;
  }

  /** Opens a backend when only some MiB of address space are left. */
  @SuppressWarnings("MustBeClosedChecker") // most stay open until the process ends
  private static void space(String backend, int left) throws IOException {
    multiply(Blas.over(Selection.make(Settings.current().withBackend("reference")).open()), 8);
    Path sparse = Files.createTempFile("panblas", ".space");
    Deque<Arena> arenas = new ArrayDeque<>();
    try (FileChannel file = FileChannel.open(sparse, READ, WRITE, DELETE_ON_CLOSE)) {
      file.write(ByteBuffer.allocate(1), BLOCK - 1);
      boolean isLimited = false;
      while (!isLimited && arenas.size() < MANY) {
        Arena arena = Arena.ofConfined();
        try {
          file.map(READ_ONLY, 0, BLOCK, arena);
          arenas.push(arena);
        } catch (IOException | OutOfMemoryError full) {
          isLimited = true;
        }
      }
      System.out.println(isLimited ? "limited" : "no limit");
      for (int i = 0; i < left; i += (int) (BLOCK >> 20)) {
        arenas.pop().close();
      }
      openOrExplain(backend);
    }
  }
}
