/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.nativelib.cblas;

import dev.panblas.matrix.Diagonal;
import dev.panblas.matrix.GivensRotation;
import dev.panblas.matrix.Matrix;
import dev.panblas.matrix.ModifiedGivens;
import dev.panblas.matrix.Precision;
import dev.panblas.matrix.Side;
import dev.panblas.matrix.Transposition;
import dev.panblas.matrix.Triangle;
import dev.panblas.matrix.Vector;
import dev.panblas.nativelib.call.NativeFunctions;
import dev.panblas.nativelib.call.NativeMemory;
import dev.panblas.nativelib.file.UnusableLibraryException;
import dev.panblas.nativelib.symbol.CblasHeader;
import dev.panblas.nativelib.vendor.KnownFault;
import dev.panblas.nativelib.vendor.KnownFault.Calls;
import dev.panblas.nativelib.vendor.LibraryThreads;
import dev.panblas.nativelib.vendor.Vendor;
import dev.panblas.spi.ArrayCalls;
import dev.panblas.spi.BlasKernels;
import dev.panblas.spi.CoreChoice;
import dev.panblas.spi.JavaSubstitute;
import dev.panblas.spi.LibraryInfo;
import dev.panblas.spi.Routine;
import dev.panblas.spi.Settings;
import dev.panblas.spi.Threading;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The routines of the SPI as calls into a CBLAS library.
 *
 * <p>A level 2 call uses the order of its matrix, which is therefore never transposed. A level 3
 * call uses the order of its output; an input of the other order is passed as transposed, and its
 * triangle as the opposite one, because the SPI names the triangle of the view.
 *
 * <p>Some routines run the SPI's defaults in Java although libraries have functions for them;
 * {@link #substitutes} lists them with the reasons. So do routines that are {@linkplain
 * RoutineChecks found wrong} at their first use.
 */
public sealed class CblasKernels implements BlasKernels permits SerialKernels {

  /** The substitutes by the C function that each replaces. */
  private static final Map<String, JavaSubstitute> SUBSTITUTES =
      Map.of(
          "cblas_drotmg",
          new JavaSubstitute(
              Routine.ROTMG,
              "CBLAS libraries do not return if an infinity occurs, and OpenBLAS 0.3.31 does not"
                  + " make the second component 0 if d1 is 0"),
          "cblas_dsdot",
          new JavaSubstitute(
              Routine.DSDOT, EnumSet.of(Precision.SINGLE), "OpenBLAS 0.3.31 accumulates in single"),
          "cblas_sdsdot",
          new JavaSubstitute(
              Routine.SDSDOT,
              EnumSet.of(Precision.SINGLE),
              "OpenBLAS 0.3.31 accumulates in single"),
          "cblas_sasum",
          new JavaSubstitute(
              Routine.ASUM, EnumSet.of(Precision.SINGLE), "libraries accumulate in single"),
          "cblas_ssum",
          new JavaSubstitute(
              Routine.SUM,
              EnumSet.of(Precision.SINGLE),
              "OpenBLAS 0.3.31 leaves out elements and counts others three times on AVX-512, and"
                  + " libraries accumulate in single"),
          // Pull requests 5980 and 5979 of OpenBLAS.
          "cblas_dgemm_batch_strided",
          new JavaSubstitute(
              Routine.GEMM_BATCH,
              "OpenBLAS 0.3.31 crashes on small matrices and refuses column-major ones"),
          "cblas_dgemmt",
          new JavaSubstitute(
              Routine.GEMMT,
              "OpenBLAS 0.3.31 takes longer than its gemm takes for the whole square"));

  static final int ROW_MAJOR = 101;
  static final int COLUMN_MAJOR = 102;
  static final int NOT_TRANSPOSED = 111;
  static final int TRANSPOSED = 112;
  static final int UPPER = 121;
  static final int LOWER = 122;
  static final int NON_UNIT = 131;
  static final int UNIT = 132;
  static final int LEFT = 141;
  static final int RIGHT = 142;

  private final RoutineChecks checks;
  private final Cblas cblas;
  private final Vendor vendor;
  private final LibraryThreads threads;
  private final Optional<Path> file;
  private final Set<Routine> implemented;
  private final List<JavaSubstitute> substitutes;
  private final Faults faults;
  private final Optional<Settings> settings;

  private CblasKernels(
      RoutineChecks checks,
      Vendor vendor,
      LibraryThreads threads,
      Optional<Path> file,
      Set<Routine> implemented,
      List<JavaSubstitute> substitutes,
      Faults faults) {
    this.cblas = checks.unchecked();
    this.checks = checks;
    this.vendor = vendor;
    this.threads = threads;
    this.file = file;
    this.implemented = implemented;
    this.substitutes = substitutes;
    this.faults = faults;
    this.settings = Optional.empty();
  }

  /** The same kernels with settings. */
  CblasKernels(CblasKernels kernels, Settings settings) {
    this(
        kernels,
        Optional.of(settings),
        settings.libraryCheck() ? kernels.checks.checked() : kernels.checks.unchecked());
  }

  /** The same kernels with other functions of the library. */
  CblasKernels(CblasKernels kernels, Optional<Settings> settings, Cblas cblas) {
    checks = kernels.checks;
    this.cblas = cblas;
    vendor = kernels.vendor;
    threads = kernels.threads;
    file = kernels.file;
    implemented = kernels.implemented;
    substitutes = kernels.substitutes;
    faults = kernels.faults;
    this.settings = settings;
  }

  /**
   * The routines on a library. A missing extension runs the SPI's default.
   *
   * @param functions the library's functions
   * @param vendor its name, version and threads
   * @param file the file that it was loaded from; empty if the system does not report it
   * @param isNew whether Panblas mapped it; false if the program had it mapped before
   * @return the kernels
   * @throws UnusableLibraryException if it lacks a routine of the standard
   */
  public static CblasKernels on(
      NativeFunctions functions, Vendor vendor, Optional<Path> file, boolean isNew)
      throws UnusableLibraryException {
    return on(functions, vendor, file, isNew, RoutineChecks.LOGGER);
  }

  /** The same, with a logger for the warnings about wrong routines. */
  static CblasKernels on(
      NativeFunctions functions,
      Vendor vendor,
      Optional<Path> file,
      boolean isNew,
      System.Logger logger)
      throws UnusableLibraryException {
    Set<Routine> routines = Routine.implementedBy(CblasKernels.class);
    Set<Routine> implemented = EnumSet.copyOf(routines);
    for (Routine routine : routines) {
      for (Precision precision : Precision.values()) {
        String name = CblasHeader.symbol(routine.toString(), precision == Precision.SINGLE);
        if (!functions.has(name)) {
          if (!routine.isExtension()) {
            throw functions.missing(name);
          }
          implemented.remove(routine);
        }
      }
    }
    List<KnownFault> faults = KnownFault.of(vendor);
    Faults ofRoutines = new Faults(faults);
    List<JavaSubstitute> substitutes =
        Stream.concat(
                SUBSTITUTES.entrySet().stream()
                    .filter(substitute -> functions.has(substitute.getKey()))
                    .map(Map.Entry::getValue),
                faults.stream().map(KnownFault::substitute))
            .sorted(Comparator.comparing(JavaSubstitute::routine))
            .toList();
    return new CblasKernels(
        new RoutineChecks(
            binding(functions, vendor),
            functions.onArrays().map(onArrays -> binding(onArrays, vendor)),
            ofRoutines,
            info(vendor, file, vendor.threads()),
            logger),
        vendor,
        LibraryThreads.of(vendor, file, isNew),
        file,
        Collections.unmodifiableSet(implemented),
        substitutes,
        ofRoutines);
  }

  /** Binds functions with the limit on their callers. */
  private static Linkage.Binding binding(NativeFunctions functions, Vendor vendor) {
    if (!vendor.allowsManyCallers()) {
      return function -> OneCaller.locked(functions.bind(function));
    }
    return vendor.hasWorkBuffers()
        ? function -> CallerLimit.limited(function, functions.bind(function))
        : functions::bind;
  }

  @Override
  public LibraryInfo library() {
    return info(vendor.threads());
  }

  /**
   * The value of {@link #library} after kernels have been opened.
   *
   * @param opened the settings of the opening
   * @return library, version, file and threads
   * @throws UnusableLibraryException if the library was opened with another thread count
   */
  LibraryInfo libraryWith(Settings opened) throws UnusableLibraryException {
    return info(threads.countFor(opened.libraryThreads()));
  }

  private LibraryInfo info(OptionalInt count) {
    return info(vendor, file, count);
  }

  private static LibraryInfo info(Vendor vendor, Optional<Path> file, OptionalInt count) {
    return new LibraryInfo(
        vendor.name(), vendor.version(), file, vendor.configuration(), vendor.core(), count);
  }

  /**
   * The same kernels for given settings. The first opening in a process sets the library's thread
   * count.
   *
   * @param opened the settings
   * @return the kernels for these settings
   * @throws UnusableLibraryException if the library was opened with another thread count
   */
  public CblasKernels open(Settings opened) throws UnusableLibraryException {
    threads.open(opened.libraryThreads());
    return vendor.racesWhenThreaded()
        ? new SerialKernels(this, opened)
        : new CblasKernels(this, opened);
  }

  @Override
  public Optional<Settings> settings() {
    return settings;
  }

  @Override
  public Set<Routine> implemented() {
    Set<Routine> called = EnumSet.copyOf(implemented);
    called.removeIf(routine -> Arrays.stream(Precision.values()).noneMatch(p -> calls(routine, p)));
    called.addAll(JavaKernels.OWN); // in Java too, they are not defaults of the SPI
    return Collections.unmodifiableSet(called);
  }

  /** Whether the library's function is called: for some operands at least, as far as is known. */
  private boolean calls(Routine routine, Precision precision) {
    return !isReplaced(routine, precision)
        && !(areChecked() && checks.isFoundWrong(routine, precision));
  }

  /** Whether the library's function is known to be wrong or slow, so that no call reaches it. */
  private boolean isReplaced(Routine routine, Precision precision) {
    return faults.have(Calls.ALL, routine, precision)
        || SUBSTITUTES.values().stream().anyMatch(known -> known.replaces(routine, precision));
  }

  @Override
  public List<JavaSubstitute> substitutes() {
    List<JavaSubstitute> wrong = areChecked() ? checks.substitutes() : List.of();
    return wrong.isEmpty()
        ? substitutes
        : Stream.concat(substitutes.stream(), wrong.stream())
            .sorted(Comparator.comparing(JavaSubstitute::routine))
            .toList();
  }

  /**
   * Makes OpenBLAS take a work buffer, which it keeps for later calls: every call of its syrk uses
   * one, and so small a one is not divided over the library's threads.
   */
  void takeWorkBuffer() {
    checks.call(Routine.SYRK, Precision.DOUBLE);
  }

  @Override
  public void checkRoutines() {
    if (!areChecked()) {
      return;
    }
    for (Routine routine : implemented) {
      for (Precision precision : Precision.values()) {
        if (!isReplaced(routine, precision)) {
          boolean _ = checks.isRight(routine, precision);
        }
      }
    }
  }

  private boolean areChecked() {
    return settings.filter(Settings::libraryCheck).isPresent();
  }

  @Override
  public Optional<CoreChoice> coreChoice() {
    return vendor.coreChoice();
  }

  @Override
  public Threading threading() {
    // Divided, its parts would wait for each other.
    return vendor.allowsManyCallers() ? threads.threading() : Threading.OWN;
  }

  @Override
  public boolean isNative() {
    return true;
  }

  @Override
  public MemorySegment allocate(long bytes, Arena arena) {
    return NativeMemory.allocate(bytes, arena);
  }

  @Override
  public Optional<ArrayCalls> onArrays() {
    if (threading() != Threading.CALLING_THREAD) {
      return Optional.empty(); // a critical call must not wait for a thread of the library
    }
    return checks
        .onArrays(areChecked())
        .map(functions -> new CriticalKernels(this, functions))
        .map(
            kernels -> new ArrayCalls(kernels, CriticalKernels.PRODUCTS, CriticalKernels.ELEMENTS));
  }

  // ---- level 1

  @Override
  public GivensRotation rotg(Precision precision, double a, double b) {
    if (faults.have(Calls.ALL, Routine.ROTG, precision)) {
      return BlasKernels.super.rotg(precision, a, b);
    }
    try (Arena arena = Arena.ofConfined()) {
      Vector memory = filled(arena, precision, a, b, 0, 0);
      MemorySegment[] at = new MemorySegment[4];
      Arrays.setAll(at, i -> memory.slice(i, 1).segment());
      cblas.rotg(precision, at[0], at[1], at[2], at[3]);
      return new GivensRotation(memory.get(2), memory.get(3), memory.get(0), memory.get(1));
    }
  }

  @Override
  public void rot(Vector x, Vector y, double c, double s) {
    cblas.rot(x.size(), x, y, c, s);
  }

  @Override
  public void rotm(Vector x, Vector y, ModifiedGivens h) {
    try (Arena arena = Arena.ofConfined()) {
      double flag = h.form().flag();
      Vector memory = filled(arena, x.precision(), flag, h.h11(), h.h21(), h.h12(), h.h22());
      cblas.rotm(x.size(), x, y, memory.segment());
    }
  }

  private static Vector filled(Arena arena, Precision precision, double... elements) {
    return Vector.allocate(arena, precision, elements.length).copyFrom(elements);
  }

  @Override
  public void swap(Vector x, Vector y) {
    cblas.swap(x.size(), x, y);
  }

  @Override
  public void scal(double alpha, Vector x) {
    if (alpha == 0 && faults.have(Calls.ALPHA_0, Routine.SCAL, x.precision())) {
      BlasKernels.super.scal(alpha, x);
      return;
    }
    cblas.scal(x.size(), alpha, x);
  }

  @Override
  public void copy(Vector x, Vector y) {
    cblas.copy(x.size(), x, y);
  }

  @Override
  public void axpy(double alpha, Vector x, Vector y) {
    cblas.axpy(x.size(), alpha, x, y);
  }

  @Override
  public void axpby(double alpha, Vector x, double beta, Vector y) {
    if (implemented.contains(Routine.AXPBY)) {
      cblas.axpby(x.size(), alpha, x, beta, y);
    } else {
      BlasKernels.super.axpby(alpha, x, beta, y);
    }
  }

  @Override
  public double dot(Vector x, Vector y) {
    return cblas.dot(x.size(), x, y);
  }

  @Override
  public double nrm2(Vector x) {
    double norm = cblas.nrm2(x.size(), x);
    return Double.isNaN(norm) && faults.have(Calls.NAN, Routine.NRM2, x.precision())
        ? BlasKernels.super.nrm2(x)
        : norm;
  }

  @Override
  public double asum(Vector x) {
    return x.precision() == Precision.DOUBLE ? cblas.asum(x.size(), x) : BlasKernels.super.asum(x);
  }

  @Override
  public double sum(Vector x) {
    return x.precision() == Precision.DOUBLE && implemented.contains(Routine.SUM)
        ? cblas.sum(x.size(), x)
        : BlasKernels.super.sum(x);
  }

  @Override
  public int iamax(Vector x) {
    return cblas.iamax(x.size(), x);
  }

  // ---- level 2

  /**
   * Whether a vector is too long for one call of the library. Then band matrices and ger are
   * computed in blocks. A triangle that is stored in full or packed is computed column by column:
   * with so many rows its columns are long, and its elements cost more time than the calls.
   */
  private boolean isLong(Vector x) {
    return vendor.exceedsWorkBuffer((long) x.size() * x.precision().bytes());
  }

  private LongVectors longVectors(Matrix a) {
    long longest = vendor.longestInWorkBuffer() / a.precision().bytes();
    return new LongVectors(this, Math.clamp(longest, 1, Integer.MAX_VALUE));
  }

  @Override
  public void gemv(double alpha, Matrix a, Vector x, double beta, Vector y) {
    cblas.gemv(order(a), NOT_TRANSPOSED, a.rows(), a.columns(), alpha, a, x, beta, y);
  }

  @Override
  public void gbmv(
      Transposition transposition,
      int kl,
      int ku,
      double alpha,
      Matrix a,
      Vector x,
      double beta,
      Vector y) {
    if (isLong(x) || isLong(y)) {
      longVectors(a).gbmv(transposition, kl, ku, alpha, a, x, beta, y);
      return;
    }
    int m = transposition == Transposition.NONE ? y.size() : x.size();
    int op = op(transposition);
    cblas.gbmv(COLUMN_MAJOR, op, m, a.columns(), kl, ku, alpha, a, x, beta, y);
  }

  @Override
  public void symv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (isLong(x) || faults.have(Calls.ALL, Routine.SYMV, x.precision())) {
      BlasKernels.super.symv(triangle, alpha, a, x, beta, y);
      return;
    }
    cblas.symv(order(a), uplo(triangle), x.size(), alpha, a, x, beta, y);
  }

  @Override
  public void sbmv(Triangle triangle, double alpha, Matrix a, Vector x, double beta, Vector y) {
    if (isLong(x)) {
      longVectors(a).sbmv(triangle, alpha, a, x, beta, y);
      return;
    }
    cblas.sbmv(COLUMN_MAJOR, uplo(triangle), x.size(), a.rows() - 1, alpha, a, x, beta, y);
  }

  @Override
  public void spmv(Triangle triangle, double alpha, Vector ap, Vector x, double beta, Vector y) {
    if (isLong(x)) {
      BlasKernels.super.spmv(triangle, alpha, ap, x, beta, y);
      return;
    }
    cblas.spmv(COLUMN_MAJOR, uplo(triangle), x.size(), alpha, ap.segment(), x, beta, y);
  }

  @Override
  public void trmv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    if (isLong(x)) {
      BlasKernels.super.trmv(triangle, diagonal, a, x);
      return;
    }
    cblas.trmv(order(a), uplo(triangle), NOT_TRANSPOSED, diag(diagonal), x.size(), a, x);
  }

  @Override
  public void tbmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    if (isLong(x)) {
      longVectors(a).tbmv(triangle, transposition, diagonal, a, x);
      return;
    }
    int op = op(transposition);
    cblas.tbmv(COLUMN_MAJOR, uplo(triangle), op, diag(diagonal), x.size(), a.rows() - 1, a, x);
  }

  @Override
  public void tpmv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    if (isLong(x)) {
      BlasKernels.super.tpmv(triangle, transposition, diagonal, ap, x);
      return;
    }
    int op = op(transposition);
    cblas.tpmv(COLUMN_MAJOR, uplo(triangle), op, diag(diagonal), x.size(), ap.segment(), x);
  }

  @Override
  public void trsv(Triangle triangle, Diagonal diagonal, Matrix a, Vector x) {
    cblas.trsv(order(a), uplo(triangle), NOT_TRANSPOSED, diag(diagonal), x.size(), a, x);
  }

  @Override
  public void tbsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Matrix a, Vector x) {
    if (isLong(x)) {
      longVectors(a).tbsv(triangle, transposition, diagonal, a, x);
      return;
    }
    int op = op(transposition);
    cblas.tbsv(COLUMN_MAJOR, uplo(triangle), op, diag(diagonal), x.size(), a.rows() - 1, a, x);
  }

  @Override
  public void tpsv(
      Triangle triangle, Transposition transposition, Diagonal diagonal, Vector ap, Vector x) {
    int op = op(transposition);
    cblas.tpsv(COLUMN_MAJOR, uplo(triangle), op, diag(diagonal), x.size(), ap.segment(), x);
  }

  @Override
  public void ger(double alpha, Vector x, Vector y, Matrix a) {
    if (isLong(x) || isLong(y)) {
      longVectors(a).ger(alpha, x, y, a);
      return;
    }
    cblas.ger(order(a), a.rows(), a.columns(), alpha, x, y, a);
  }

  @Override
  public void syr(Triangle triangle, double alpha, Vector x, Matrix a) {
    cblas.syr(order(a), uplo(triangle), x.size(), alpha, x, a);
  }

  @Override
  public void spr(Triangle triangle, double alpha, Vector x, Vector ap) {
    cblas.spr(COLUMN_MAJOR, uplo(triangle), x.size(), alpha, x, ap.segment());
  }

  @Override
  public void syr2(Triangle triangle, double alpha, Vector x, Vector y, Matrix a) {
    cblas.syr2(order(a), uplo(triangle), x.size(), alpha, x, y, a);
  }

  @Override
  public void spr2(Triangle triangle, double alpha, Vector x, Vector y, Vector ap) {
    cblas.spr2(COLUMN_MAJOR, uplo(triangle), x.size(), alpha, x, y, ap.segment());
  }

  // ---- level 3

  @Override
  public void gemm(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    boolean isVector = c.rows() == 1 || c.columns() == 1;
    if ((isVector && faults.have(Calls.VECTOR, Routine.GEMM, c.precision()))
        || faults.have(Calls.ALL, Routine.GEMM, c.precision())) {
      innerProducts(alpha, a, b, beta, c);
      return;
    }
    int m = c.rows();
    int n = c.columns();
    int k = a.columns();
    cblas.gemm(order(c), op(a, c), op(b, c), m, n, k, alpha, a, b, beta, c);
  }

  @Override
  public void symm(
      Side side, Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int uplo = uplo(triangle, a, c);
    cblas.symm(order(c), side(side), uplo, c.rows(), c.columns(), alpha, a, b, beta, c);
  }

  @Override
  public void syrk(Triangle triangle, double alpha, Matrix a, double beta, Matrix c) {
    cblas.syrk(order(c), uplo(triangle), op(a, c), c.rows(), a.columns(), alpha, a, beta, c);
  }

  @Override
  public void syr2k(Triangle triangle, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    int op = op(a, c); // also that of b, which has the order of a
    cblas.syr2k(order(c), uplo(triangle), op, c.rows(), a.columns(), alpha, a, b, beta, c);
  }

  @Override
  public void trmm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    int uplo = uplo(triangle, a, b);
    int m = b.rows();
    int n = b.columns();
    cblas.trmm(order(b), side(side), uplo, op(a, b), diag(diagonal), m, n, alpha, a, b);
  }

  @Override
  public void trsm(
      Side side, Triangle triangle, Diagonal diagonal, double alpha, Matrix a, Matrix b) {
    int uplo = uplo(triangle, a, b);
    int m = b.rows();
    int n = b.columns();
    cblas.trsm(order(b), side(side), uplo, op(a, b), diag(diagonal), m, n, alpha, a, b);
  }

  @Override
  public void omatcopy(double alpha, Matrix a, Matrix b) {
    if (implemented.contains(Routine.OMATCOPY)) {
      cblas.omatcopy(order(a), op(b, a), a.rows(), a.columns(), alpha, a, b);
    } else {
      BlasKernels.super.omatcopy(alpha, a, b);
    }
  }

  /** gemm by an inner product for each element, of copies where the memory is not contiguous. */
  private void innerProducts(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
    try (Arena arena = Arena.ofConfined()) {
      Matrix rows = rowMajor(arena, a);
      Matrix columns = rowMajor(arena, b.transposed());
      for (int i = 0; i < c.rows(); i++) {
        for (int j = 0; j < c.columns(); j++) {
          double product = alpha * dot(rows.row(i), columns.row(j));
          c.set(i, j, beta == 0 ? product : product + beta * c.get(i, j));
        }
      }
    }
  }

  private static Matrix rowMajor(Arena arena, Matrix a) {
    return a.isRowMajor()
        ? a
        : Matrix.allocate(arena, a.precision(), a.rows(), a.columns()).copyFrom(a);
  }

  // ---- the constants of CBLAS

  private static int order(Matrix a) {
    return a.isRowMajor() ? ROW_MAJOR : COLUMN_MAJOR;
  }

  /** The transposition of a matrix in a call that uses the order of another one. */
  private static int op(Matrix a, Matrix ordered) {
    return order(a) == order(ordered) ? NOT_TRANSPOSED : TRANSPOSED;
  }

  private static int op(Transposition transposition) {
    return transposition == Transposition.NONE ? NOT_TRANSPOSED : TRANSPOSED;
  }

  private static int uplo(Triangle triangle) {
    return triangle == Triangle.UPPER ? UPPER : LOWER;
  }

  /** The triangle of a matrix in a call that uses the order of another one. */
  private static int uplo(Triangle triangle, Matrix a, Matrix ordered) {
    return uplo(op(a, ordered) == NOT_TRANSPOSED ? triangle : triangle.transposed());
  }

  private static int diag(Diagonal diagonal) {
    return diagonal == Diagonal.UNIT ? UNIT : NON_UNIT;
  }

  private static int side(Side side) {
    return side == Side.LEFT ? LEFT : RIGHT;
  }
}
