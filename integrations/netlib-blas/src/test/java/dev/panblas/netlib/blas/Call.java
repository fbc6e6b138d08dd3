/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.netlib.blas;

import static java.util.Map.entry;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.netlib.util.doubleW;
import org.netlib.util.floatW;

/**
 * A random call of a method of netlib's interface, or of the older one. Elements that BLAS does not
 * use are NaN: gaps of an array, the other triangle, a unit diagonal, and what is read only if a
 * scalar is not 0.
 */
final class Call {

  /** Adds the arguments of one operand or option. */
  interface Role {
    void addTo(Call call);
  }

  // ---- the arguments of each routine, without the type letter and the offsets

  private static final Role TRANS = call -> call.add(call.trans);
  private static final Role UPLO = call -> call.add(call.uplo);
  private static final Role DIAG = call -> call.add(call.diag);
  private static final Role SIDE = call -> call.add(call.side);
  private static final Role M = call -> call.add(call.m);
  private static final Role N = call -> call.add(call.n);
  private static final Role K = call -> call.add(call.k);
  private static final Role KL = call -> call.add(call.kl);
  private static final Role KU = call -> call.add(call.ku);
  private static final Role ALPHA = call -> call.add(call.number(call.alpha));
  private static final Role BETA = call -> call.add(call.number(call.beta));
  private static final Role NUMBER = call -> call.add(call.number(call.element()));
  private static final Role WRAPPER =
      call -> call.add(call.single ? new floatW((float) call.scale()) : new doubleW(call.scale()));
  private static final Role PARAM = Call::addParam;
  private static final Role A_SQUARE = matrix(c -> c.n, c -> c.n, Uses.TRIANGLE);
  private static final Role A_BAND = matrix(c -> c.k + 1, c -> c.n, Uses.BAND_TRIANGLE);
  private static final Role AP = Call::addPacked;
  private static final Role X = vector(c -> c.n);
  private static final Role Y = X;
  private static final Role X_OF_OP = vector(c -> c.isTransposed() ? c.m : c.n);
  private static final Role Y_OF_OP = vector(c -> c.isTransposed() ? c.n : c.m);
  private static final Role A_OF_SIDE = matrix(c -> c.order(), c -> c.order(), Uses.TRIANGLE);
  private static final Role A_OF_OP =
      matrix(c -> c.isTransposed() ? c.k : c.n, c -> c.isTransposed() ? c.n : c.k, Uses.ALL);
  private static final Role M_BY_N = matrix(c -> c.m, c -> c.n, Uses.ALL);

  static final Map<String, List<Role>> ROUTINES =
      Map.ofEntries(
          entry("asum", List.of(N, X)),
          entry("axpy", List.of(N, ALPHA, X, Y)),
          entry("copy", List.of(N, X, Y)),
          entry("dot", List.of(N, X, Y)),
          entry("sdsdot", List.of(N, ALPHA, X, Y)),
          entry("iamax", List.of(N, X)),
          entry("nrm2", List.of(N, X)),
          entry("rot", List.of(N, X, Y, NUMBER, NUMBER)),
          entry("rotg", List.of(WRAPPER, WRAPPER, WRAPPER, WRAPPER)),
          entry("rotm", List.of(N, X, Y, PARAM)),
          entry("rotmg", List.of(WRAPPER, WRAPPER, WRAPPER, NUMBER, PARAM)),
          entry("scal", List.of(N, ALPHA, X)),
          entry("swap", List.of(N, X, Y)),
          entry("gemv", List.of(TRANS, M, N, ALPHA, M_BY_N, X_OF_OP, BETA, Y_OF_OP)),
          entry("ger", List.of(M, N, ALPHA, vector(c -> c.m), Y, M_BY_N)),
          entry("symv", List.of(UPLO, N, ALPHA, A_SQUARE, X, BETA, Y)),
          entry("syr", List.of(UPLO, N, ALPHA, X, A_SQUARE)),
          entry("syr2", List.of(UPLO, N, ALPHA, X, Y, A_SQUARE)),
          entry("trmv", List.of(UPLO, TRANS, DIAG, N, A_SQUARE, X)),
          entry("trsv", List.of(UPLO, TRANS, DIAG, N, A_SQUARE, X)),
          entry(
              "gbmv",
              List.of(
                  TRANS,
                  M,
                  N,
                  KL,
                  KU,
                  ALPHA,
                  matrix(c -> c.kl + c.ku + 1, c -> c.n, Uses.BAND),
                  X_OF_OP,
                  BETA,
                  Y_OF_OP)),
          entry("sbmv", List.of(UPLO, N, K, ALPHA, A_BAND, X, BETA, Y)),
          entry("tbmv", List.of(UPLO, TRANS, DIAG, N, K, A_BAND, X)),
          entry("tbsv", List.of(UPLO, TRANS, DIAG, N, K, A_BAND, X)),
          entry("spmv", List.of(UPLO, N, ALPHA, AP, X, BETA, Y)),
          entry("spr", List.of(UPLO, N, ALPHA, X, AP)),
          entry("spr2", List.of(UPLO, N, ALPHA, X, Y, AP)),
          entry("tpmv", List.of(UPLO, TRANS, DIAG, N, AP, X)),
          entry("tpsv", List.of(UPLO, TRANS, DIAG, N, AP, X)),
          entry(
              "gemm",
              List.of(
                  TRANS,
                  call -> call.add(call.transb),
                  M,
                  N,
                  K,
                  ALPHA,
                  matrix(
                      c -> c.isTransposed() ? c.k : c.m,
                      c -> c.isTransposed() ? c.m : c.k,
                      Uses.ALL),
                  matrix(
                      c -> isTransposed(c.transb) ? c.n : c.k,
                      c -> isTransposed(c.transb) ? c.k : c.n,
                      Uses.ALL),
                  BETA,
                  M_BY_N)),
          entry("symm", List.of(SIDE, UPLO, M, N, ALPHA, A_OF_SIDE, M_BY_N, BETA, M_BY_N)),
          entry("syrk", List.of(UPLO, TRANS, N, K, ALPHA, A_OF_OP, BETA, A_SQUARE)),
          entry("syr2k", List.of(UPLO, TRANS, N, K, ALPHA, A_OF_OP, A_OF_OP, BETA, A_SQUARE)),
          entry("trmm", List.of(SIDE, UPLO, TRANS, DIAG, M, N, ALPHA, A_OF_SIDE, M_BY_N)),
          entry("trsm", List.of(SIDE, UPLO, TRANS, DIAG, M, N, ALPHA, A_OF_SIDE, M_BY_N)));

  /** Which elements of a matrix's storage belong to it, and which are on its diagonal. */
  private enum Uses {
    ALL {
      @Override
      boolean contains(Call call, int i, int j) {
        return true;
      }

      @Override
      boolean isDiagonal(Call call, int i, int j) {
        return false;
      }
    },
    TRIANGLE {
      @Override
      boolean contains(Call call, int i, int j) {
        return call.isUpper() ? i <= j : i >= j;
      }

      @Override
      boolean isDiagonal(Call call, int i, int j) {
        return i == j;
      }
    },
    BAND {
      @Override
      boolean contains(Call call, int i, int j) {
        int row = j + i - call.ku;
        return row >= 0 && row < call.m;
      }

      @Override
      boolean isDiagonal(Call call, int i, int j) {
        return false;
      }
    },
    BAND_TRIANGLE {
      @Override
      boolean contains(Call call, int i, int j) {
        int row = call.isUpper() ? j + i - call.k : j + i;
        return row >= 0 && row < call.n;
      }

      @Override
      boolean isDiagonal(Call call, int i, int j) {
        return i == (call.isUpper() ? call.k : 0);
      }
    };

    abstract boolean contains(Call call, int i, int j);

    abstract boolean isDiagonal(Call call, int i, int j);
  }

  private final Method method;
  private final SplittableRandom random;
  private final boolean single;
  private final boolean hasOffsets;
  private final boolean isVectorRoutine;
  private final boolean plain;
  private final List<Role> roles;

  private final int m;
  private final int n;
  private final int k;
  private final int kl;
  private final int ku;
  private final String trans;
  private final String transb;
  private final String uplo;
  private final String diag;
  private final String side;
  private final double alpha;
  private final double beta;

  private final List<Object> arguments = new ArrayList<>();
  private final List<Integer> usedLengths = new ArrayList<>();

  /**
   * A call.
   *
   * @param plain whether no size and no scalar is 0, increments are 1, and arrays have no gaps
   */
  Call(Method method, long seed, boolean plain) {
    this.method = method;
    this.random = new SplittableRandom(seed);
    this.plain = plain;
    String routine = routine(method);
    this.roles = ROUTINES.get(routine);
    this.single =
        List.of(method.getParameterTypes()).contains(float[].class)
            || List.of(method.getParameterTypes()).contains(floatW.class);
    this.hasOffsets = hasOffsets(method);
    this.isVectorRoutine = !roles.contains(UPLO) && !roles.contains(M);
    boolean large = !plain && random.nextInt(8) == 0;
    this.m = size(large);
    this.n = size(large);
    this.k = Math.max(1, size(large));
    this.kl = random.nextInt(4);
    this.ku = random.nextInt(4);
    this.trans = letter("N", "n", "T", "t", "C", "c");
    this.transb = letter("N", "n", "T", "t", "C", "c");
    this.uplo = letter("U", "u", "L", "l", "Upper", "lower");
    this.diag = roles.contains(DIAG) ? letter("U", "u", "N", "n") : "N";
    this.side = letter("L", "l", "R", "r");
    this.alpha = scalar();
    this.beta = scalar();
    roles.forEach(role -> role.addTo(this));
  }

  /** The name of the routine without its type letter. */
  static String routine(Method method) {
    String name = method.getName();
    return name.equals("sdsdot") ? name : name.endsWith("amax") ? "iamax" : name.substring(1);
  }

  static boolean hasOffsets(Method method) {
    for (Method other : method.getDeclaringClass().getMethods()) {
      if (other.getName().equals(method.getName())
          && other.getParameterCount() < method.getParameterCount()) {
        return true;
      }
    }
    return false;
  }

  // ---- random values

  private int size(boolean large) {
    return plain ? 2 + random.nextInt(4) : large ? 60 + random.nextInt(30) : random.nextInt(9);
  }

  private String letter(String... letters) {
    return letters[random.nextInt(letters.length)];
  }

  private double scalar() {
    return plain ? 0.5 : new double[] {0, 1, -1, 0.5, element(), element()}[random.nextInt(6)];
  }

  /** A value from -1 to 1: often one of few, so that some elements are equal. */
  private double element() {
    double value = random.nextInt(4) == 0 ? random.nextInt(-2, 3) / 2.0 : random.nextDouble(-1, 1);
    return single ? (float) value : value;
  }

  /** A factor of {@code rotg} and {@code rotmg}: of any magnitude, sometimes 0 or negative. */
  private double scale() {
    return element() * Math.scalb(1.0, random.nextInt(4) == 0 ? random.nextInt(-30, 31) : 0);
  }

  // ---- arguments

  private boolean isUpper() {
    return uplo.startsWith("U") || uplo.startsWith("u");
  }

  private boolean isUnit() {
    return diag.equalsIgnoreCase("U");
  }

  private boolean isTransposed() {
    return isTransposed(trans);
  }

  private static boolean isTransposed(String trans) {
    return !trans.equalsIgnoreCase("N");
  }

  private int order() {
    return side.equalsIgnoreCase("L") ? m : n;
  }

  private void add(Object argument) {
    arguments.add(argument);
    usedLengths.add(0);
  }

  private Object number(double value) {
    return single ? (Object) (float) value : (Object) value;
  }

  /** Adds an array of NaN, and its offset if the method takes it; returns the offset. */
  private int addArray(int used, int netlibs) {
    int offset = hasOffsets && !plain ? random.nextInt(4) : 0;
    int length = Math.max(0, offset + netlibs);
    Object array = single ? new float[length] : new double[length];
    for (int i = 0; i < length; i++) {
      set(array, i, Double.NaN);
    }
    arguments.add(array);
    usedLengths.add(Math.max(0, offset + used));
    if (hasOffsets) {
      add(offset);
    }
    return offset;
  }

  private void set(Object array, int index, double value) {
    if (single) {
      Array.setFloat(array, index, (float) value);
    } else {
      Array.setDouble(array, index, value);
    }
  }

  /** The array that was added last. */
  private Object lastArray() {
    Object last = arguments.getLast();
    return last.getClass().isArray() ? last : arguments.get(arguments.size() - 2);
  }

  private static Role vector(ToIntFunction<Call> size) {
    return call -> call.addVector(size.applyAsInt(call));
  }

  private void addVector(int size) {
    int[] increments =
        plain
            ? new int[] {1}
            : isVectorRoutine ? new int[] {1, 1, 2, -1, -3, 0} : new int[] {1, 1, 2, -1, -3};
    int increment = increments[random.nextInt(increments.length)];
    int length = size == 0 ? 0 : (size - 1) * Math.abs(increment) + 1;
    int offset = addArray(length, length);
    for (int i = 0; i < size; i++) {
      set(lastArray(), offset + i * Math.abs(increment), element());
    }
    add(increment);
  }

  private static Role matrix(ToIntFunction<Call> rows, ToIntFunction<Call> columns, Uses uses) {
    return call -> call.addMatrix(rows.applyAsInt(call), columns.applyAsInt(call), uses);
  }

  private void addMatrix(int rows, int columns, Uses uses) {
    int leadingDimension = Math.max(1, rows) + (plain ? 0 : random.nextInt(3));
    int used = rows == 0 || columns == 0 ? 0 : (columns - 1) * leadingDimension + rows;
    int offset = addArray(used, columns * leadingDimension);
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        if (uses.contains(this, i, j)) {
          set(
              lastArray(),
              offset + i + j * leadingDimension,
              value(uses.isDiagonal(this, i, j), Math.max(rows, columns)));
        }
      }
    }
    add(leadingDimension);
  }

  private void addPacked() {
    int size = n * (n + 1) / 2;
    int offset = addArray(size, size);
    int index = offset;
    for (int j = 0; j < n; j++) {
      for (int i = isUpper() ? 0 : j; i < (isUpper() ? j + 1 : n); i++) {
        set(lastArray(), index++, value(i == j, n));
      }
    }
  }

  /** An element of a matrix; a system of equations with the matrix is well-conditioned. */
  private double value(boolean diagonal, int order) {
    if (diagonal) {
      return isUnit() ? Double.NaN : 1 + Math.abs(element());
    }
    return isSolve() ? element() / (order + 1) : element();
  }

  boolean isSolve() {
    return method.getName().endsWith("sv") || method.getName().endsWith("sm");
  }

  private void addParam() {
    int offset = addArray(5, 5);
    double[] values = {random.nextInt(-2, 2), element(), element(), element(), element()};
    for (int i = 0; i < 5; i++) {
      set(lastArray(), offset + i, values[i]);
    }
  }

  // ---- the call

  boolean isSingle() {
    return single;
  }

  /** Whether the call has nothing to compute, because a size is 0. */
  boolean isEmpty() {
    return (roles.contains(M) && m == 0) || (roles.contains(N) && n == 0);
  }

  /** The most terms of a sum. */
  int terms() {
    return Math.max(Math.max(m, n), k);
  }

  /** The names and values of the arguments, for messages. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(method.getName() + "(");
    for (Object argument : arguments) {
      text.append(argument.getClass().isArray() ? "[" + Array.getLength(argument) + "]" : argument)
          .append(", ");
    }
    return text + ")";
  }

  int argumentCount() {
    return arguments.size();
  }

  Object argument(int index) {
    return arguments.get(index);
  }

  /** Whether an argument is the offset of the array before it. */
  boolean isOffset(int index) {
    return hasOffsets && index > 0 && arguments.get(index - 1).getClass().isArray();
  }

  /** Whether a method is a routine on two vectors, of which it writes at least one. */
  static boolean writesTwoVectors(Method method) {
    return Set.of("axpy", "copy", "rot", "rotm", "swap").contains(routine(method));
  }

  /** A copy of the arguments in which the second array is the first, with finite elements. */
  Object[] copyInOneArray() {
    Object[] copy = copy();
    Object shared = null;
    int length = 300;
    for (int i = 0, arrays = 0; i < copy.length && arrays < 2; i++) {
      if (copy[i].getClass().isArray()) {
        if (shared == null) {
          shared = single ? new float[length] : new double[length];
          SplittableRandom elements = new SplittableRandom(length);
          for (int j = 0; j < length; j++) {
            set(shared, j, elements.nextDouble(-1, 1));
          }
        }
        copy[i] = shared;
        arrays++;
      }
    }
    return copy;
  }

  /** A copy of the arguments. */
  Object[] copy() {
    return arguments.stream().map(Call::copy).toArray();
  }

  /** A copy of the arguments whose arrays end with the last element that BLAS may use. */
  Object[] copyOfUsedParts() {
    Object[] copy = copy();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = part(copy[i], usedLengths.get(i));
    }
    return copy;
  }

  /** The absolute values, for a bound of rounding errors. */
  Object[] absolute() {
    Object[] copy = copy();
    for (int i = 0; i < copy.length; i++) {
      switch (copy[i]) {
        case Double value -> copy[i] = Math.abs(value);
        case Float value -> copy[i] = Math.abs(value);
        case double[] array -> {
          for (int j = 0; j < array.length; j++) {
            array[j] = Math.abs(array[j]);
          }
        }
        case float[] array -> {
          for (int j = 0; j < array.length; j++) {
            array[j] = Math.abs(array[j]);
          }
        }
        default -> {}
      }
    }
    return copy;
  }

  static Object part(Object argument, int length) {
    return switch (argument) {
      case double[] array -> Arrays.copyOf(array, length);
      case float[] array -> Arrays.copyOf(array, length);
      default -> argument;
    };
  }

  private static Object copy(Object argument) {
    return switch (argument) {
      case double[] array -> array.clone();
      case float[] array -> array.clone();
      case doubleW wrapper -> new doubleW(wrapper.val);
      case floatW wrapper -> new floatW(wrapper.val);
      default -> argument;
    };
  }

  /** Calls the method, and throws what it throws. */
  Object invoke(Object blas, Object[] arguments) throws Throwable {
    try {
      return method.invoke(blas, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
