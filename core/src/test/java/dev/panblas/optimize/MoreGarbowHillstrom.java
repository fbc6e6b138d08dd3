/*
 * SPDX-License-Identifier: Apache-2.0
 * Copyright the Panblas authors
 */
package dev.panblas.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Problems of unconstrained minimisation: a sum of squared residuals, and a start.
 *
 * @see <a href="https://doi.org/10.1145/355934.355936">Moré, Garbow, Hillstrom: Testing
 *     Unconstrained Optimization Software, ACM TOMS 7 (1981)</a>
 */
enum MoreGarbowHillstrom {
  HELICAL_VALLEY("helical valley", of(-1, 0, 0)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      Dual turns = x[1].over(x[0]).atan().times(0.5 / Math.PI).plus(x[0].value() < 0 ? 0.5 : 0);
      r.add(x[2].minus(turns.times(10)).times(10));
      r.add(x[0].squared().plus(x[1].squared()).sqrt().minus(1).times(10));
      r.add(x[2]);
    }
  },
  BIGGS("Biggs EXP6", of(1, 2, 1, 1, 1, 1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      for (int i = 1; i <= 13; i++) {
        double t = 0.1 * i;
        double y = Math.exp(-t) - 5 * Math.exp(-10 * t) + 3 * Math.exp(-4 * t);
        Dual model = x[2].times(x[0].times(-t).exp()).minus(x[3].times(x[1].times(-t).exp()));
        r.add(model.plus(x[5].times(x[4].times(-t).exp())).minus(y));
      }
    }
  },
  GAUSSIAN("Gaussian", of(0.4, 1, 0)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      double[] y = {0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989};
      for (int i = 0; i < 15; i++) {
        Dual offset = x[2].minus((7 - i) / 2.0);
        Dual bell = x[1].times(offset.squared()).times(-0.5).exp();
        r.add(x[0].times(bell).minus(y[Math.min(i, 14 - i)]));
      }
    }
  },
  POWELL_BADLY_SCALED("Powell badly scaled", of(0, 1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      r.add(x[0].times(x[1]).times(1e4).minus(1));
      r.add(x[0].times(-1).exp().plus(x[1].times(-1).exp()).minus(1.0001));
    }
  },
  BOX("Box three-dimensional", of(0, 10, 20)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      for (int i = 1; i <= 10; i++) {
        double t = 0.1 * i;
        Dual model = x[0].times(-t).exp().minus(x[1].times(-t).exp());
        r.add(model.minus(x[2].times(Math.exp(-t) - Math.exp(-10 * t))));
      }
    }
  },
  VARIABLY_DIMENSIONED("variably dimensioned", repeated(10, j -> 1 - (j + 1) / 10.0)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      Dual sum = x[0].times(0);
      for (int j = 0; j < x.length; j++) {
        r.add(x[j].minus(1));
        sum = sum.plus(x[j].minus(1).times(j + 1));
      }
      r.add(sum);
      r.add(sum.squared());
    }
  },
  WATSON("Watson", of(0, 0, 0, 0, 0, 0)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      for (int i = 1; i <= 29; i++) {
        double t = i / 29.0;
        Dual value = x[0];
        Dual slope = x[0].times(0);
        for (int j = 1; j < x.length; j++) {
          value = value.plus(x[j].times(Math.pow(t, j)));
          slope = slope.plus(x[j].times(j * Math.pow(t, j - 1)));
        }
        r.add(slope.minus(value.squared()).minus(1));
      }
      r.add(x[0]);
      r.add(x[1].minus(x[0].squared()).minus(1));
    }
  },
  PENALTY_1("penalty I", repeated(10, j -> j + 1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      Dual sum = x[0].times(0);
      for (Dual variable : x) {
        r.add(variable.minus(1).times(Math.sqrt(1e-5)));
        sum = sum.plus(variable.squared());
      }
      r.add(sum.minus(0.25));
    }
  },
  PENALTY_2("penalty II", repeated(10, j -> 0.5)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      r.add(x[0].minus(0.2));
      Dual sum = x[0].squared().times(x.length);
      for (int j = 1; j < x.length; j++) {
        double y = Math.exp((j + 1) / 10.0) + Math.exp(j / 10.0);
        Dual now = x[j].times(0.1).exp();
        r.add(now.plus(x[j - 1].times(0.1).exp()).minus(y).times(Math.sqrt(1e-5)));
        r.add(now.minus(Math.exp(-0.1)).times(Math.sqrt(1e-5)));
        sum = sum.plus(x[j].squared().times(x.length - j));
      }
      r.add(sum.minus(1));
    }
  },
  BROWN_BADLY_SCALED("Brown badly scaled", of(1, 1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      r.add(x[0].minus(1e6));
      r.add(x[1].minus(2e-6));
      r.add(x[0].times(x[1]).minus(2));
    }
  },
  BROWN_AND_DENNIS("Brown and Dennis", of(25, 5, -5, -1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      for (int i = 1; i <= 20; i++) {
        double t = i / 5.0;
        Dual a = x[0].plus(x[1].times(t)).minus(Math.exp(t));
        Dual b = x[2].plus(x[3].times(Math.sin(t))).minus(Math.cos(t));
        r.add(a.squared().plus(b.squared()));
      }
    }
  },
  GULF("Gulf research", of(5, 2.5, 0.15)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      for (int i = 1; i <= 99; i++) {
        double t = i / 100.0;
        double y = 25 + Math.pow(-50 * Math.log(t), 2.0 / 3);
        Dual power = x[1].minus(y).squared().log().times(x[2]).times(0.5).exp();
        r.add(power.over(x[0]).times(-1).exp().minus(t));
      }
    }
  },
  TRIGONOMETRIC("trigonometric", repeated(10, j -> 0.1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      Dual sum = x[0].times(0).plus(x.length);
      for (Dual variable : x) {
        sum = sum.minus(variable.cos());
      }
      for (int i = 0; i < x.length; i++) {
        r.add(sum.minus(x[i].cos().minus(1).times(i + 1)).minus(x[i].sin()));
      }
    }
  },
  ROSENBROCK("extended Rosenbrock", repeated(100, j -> j % 2 == 0 ? -1.2 : 1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      for (int j = 0; j < x.length; j += 2) {
        r.add(x[j + 1].minus(x[j].squared()).times(10));
        r.add(x[j].minus(1));
      }
    }
  },
  POWELL_SINGULAR("extended Powell singular", repeated(100, j -> of(3, -1, 0, 1)[j % 4])) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      for (int j = 0; j < x.length; j += 4) {
        r.add(x[j].plus(x[j + 1].times(10)));
        r.add(x[j + 2].minus(x[j + 3]).times(Math.sqrt(5)));
        r.add(x[j + 1].minus(x[j + 2].times(2)).squared());
        r.add(x[j].minus(x[j + 3]).squared().times(Math.sqrt(10)));
      }
    }
  },
  BEALE("Beale", of(1, 1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      Dual power = x[1];
      for (double y : of(1.5, 2.25, 2.625)) {
        r.add(x[0].times(power.minus(1)).plus(y));
        power = power.times(x[1]);
      }
    }
  },
  WOOD("Wood", of(-3, -1, -3, -1)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      r.add(x[1].minus(x[0].squared()).times(10));
      r.add(x[0].minus(1));
      r.add(x[3].minus(x[2].squared()).times(Math.sqrt(90)));
      r.add(x[2].minus(1));
      r.add(x[1].plus(x[3]).minus(2).times(Math.sqrt(10)));
      r.add(x[1].minus(x[3]).times(1 / Math.sqrt(10)));
    }
  },
  CHEBYQUAD("Chebyquad", repeated(8, j -> (j + 1) / 9.0)) {
    @Override
    void residuals(Dual[] x, List<Dual> r) {
      int n = x.length;
      Dual[] before = new Dual[n];
      Dual[] now = new Dual[n];
      Arrays.setAll(before, j -> x[j].times(0).plus(1));
      Arrays.setAll(now, j -> x[j].times(2).minus(1));
      for (int i = 1; i <= n; i++) {
        Dual sum = x[0].times(0);
        for (int j = 0; j < n; j++) {
          sum = sum.plus(now[j]);
          Dual next = x[j].times(2).minus(1).times(2).times(now[j]).minus(before[j]);
          before[j] = now[j];
          now[j] = next;
        }
        r.add(sum.times(1.0 / n).plus(i % 2 == 0 ? 1.0 / (i * i - 1) : 0));
      }
    }
  };

  /** The name in the table of SciPy's results. */
  final String title;

  @SuppressWarnings("ImmutableEnumChecker") // never written
  private final double[] start;

  MoreGarbowHillstrom(String title, double[] start) {
    this.title = title;
    this.start = start;
  }

  private static double[] of(double... start) {
    return start;
  }

  private static double[] repeated(int n, IntToDoubleFunction element) {
    return IntStream.range(0, n).mapToDouble(element).toArray();
  }

  abstract void residuals(Dual[] x, List<Dual> residuals);

  double[] start() {
    return start.clone();
  }

  Objective objective() {
    return Functions.of(
        start.length,
        (point, gradient) -> {
          List<Dual> residuals = new ArrayList<>();
          residuals(Dual.variables(point), residuals);
          double value = 0;
          for (Dual residual : residuals) {
            value += residual.value() * residual.value();
            for (int i = 0; i < gradient.length; i++) {
              gradient[i] += 2 * residual.value() * residual.slope(i);
            }
          }
          return value;
        });
  }
}
