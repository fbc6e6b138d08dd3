#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Minimises the problems of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981) with SciPy's L-BFGS-B.

Prints problem, variables, evaluations and end value:  python3 scipy_lbfgsb.py > scipy_lbfgsb.csv
The gradients are complex-step derivatives of the residuals, exact to rounding.
"""
import numpy as np
from numpy import array, cos, exp, log, sin, sqrt
from scipy import __version__
from scipy.optimize import minimize


def helical(x):
    angle = np.arctan(x[1] / x[0]) / (2 * np.pi) + (0.5 if x[0].real < 0 else 0)
    return [10 * (x[2] - 10 * angle), 10 * (sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2]]


def biggs(x):
    t = 0.1 * np.arange(1, 14)
    y = exp(-t) - 5 * exp(-10 * t) + 3 * exp(-4 * t)
    return x[2] * exp(-t * x[0]) - x[3] * exp(-t * x[1]) + x[5] * exp(-t * x[4]) - y


def gaussian(x):
    half = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521]
    y = array(half + [0.3989] + half[::-1])
    t = (8 - np.arange(1, 16)) / 2
    return x[0] * exp(-x[1] * (t - x[2]) ** 2 / 2) - y


def powell_scaled(x):
    return [1e4 * x[0] * x[1] - 1, exp(-x[0]) + exp(-x[1]) - 1.0001]


def box(x):
    t = 0.1 * np.arange(1, 11)
    return exp(-t * x[0]) - exp(-t * x[1]) - x[2] * (exp(-t) - exp(-10 * t))


def variable(x):
    total = np.sum(np.arange(1, len(x) + 1) * (x - 1))
    return [*(x - 1), total, total**2]


def watson(x):
    t = np.arange(1, 30) / 29
    j = np.arange(len(x))
    slope = sum(k * x[k] * t ** (k - 1) for k in j[1:])
    return [*(slope - sum(x[k] * t**k for k in j) ** 2 - 1), x[0], x[1] - x[0] ** 2 - 1]


def penalty1(x):
    return [*(sqrt(1e-5) * (x - 1)), np.sum(x**2) - 0.25]


def penalty2(x):
    n = len(x)
    i = np.arange(2, n + 1)
    y = exp(i / 10) + exp((i - 1) / 10)
    return [
        x[0] - 0.2,
        *(sqrt(1e-5) * (exp(x[1:] / 10) + exp(x[:-1] / 10) - y)),
        *(sqrt(1e-5) * (exp(x[1:] / 10) - exp(-0.1))),
        np.sum((n - np.arange(n)) * x**2) - 1,
    ]


def brown_scaled(x):
    return [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2]


def brown_dennis(x):
    t = np.arange(1, 21) / 5
    return (x[0] + t * x[1] - exp(t)) ** 2 + (x[2] + x[3] * sin(t) - cos(t)) ** 2


def gulf(x):
    t = np.arange(1, 100) / 100
    y = 25 + (-50 * log(t)) ** (2 / 3)
    return exp(-(((y - x[1]) ** 2) ** (x[2] / 2)) / x[0]) - t


def trigonometric(x):
    n = len(x)
    return n - np.sum(cos(x)) + np.arange(1, n + 1) * (1 - cos(x)) - sin(x)


def rosenbrock(x):
    return [*(10 * (x[1::2] - x[::2] ** 2)), *(1 - x[::2])]


def powell_singular(x):
    a, b, c, d = x[::4], x[1::4], x[2::4], x[3::4]
    return [
        *(a + 10 * b),
        *(sqrt(5) * (c - d)),
        *((b - 2 * c) ** 2),
        *(sqrt(10) * (a - d) ** 2),
    ]


def beale(x):
    return [y - x[0] * (1 - x[1] ** i) for i, y in ((1, 1.5), (2, 2.25), (3, 2.625))]


def wood(x):
    a, b, c, d = x
    return [
        10 * (b - a**2),
        1 - a,
        sqrt(90) * (d - c**2),
        1 - c,
        sqrt(10) * (b + d - 2),
        (b - d) / sqrt(10),
    ]


def chebyquad(x):
    n = len(x)
    before, now = np.ones(n), 2 * x - 1
    residuals = []
    for i in range(1, n + 1):
        residuals.append(np.sum(now) / n + (1 / (i * i - 1) if i % 2 == 0 else 0))
        before, now = now, 2 * (2 * x - 1) * now - before
    return residuals


PROBLEMS = [
    ("helical valley", helical, [-1, 0, 0]),
    ("Biggs EXP6", biggs, [1, 2, 1, 1, 1, 1]),
    ("Gaussian", gaussian, [0.4, 1, 0]),
    ("Powell badly scaled", powell_scaled, [0, 1]),
    ("Box three-dimensional", box, [0, 10, 20]),
    ("variably dimensioned", variable, [1 - j / 10 for j in range(1, 11)]),
    ("Watson", watson, [0] * 6),
    ("penalty I", penalty1, list(range(1, 11))),
    ("penalty II", penalty2, [0.5] * 10),
    ("Brown badly scaled", brown_scaled, [1, 1]),
    ("Brown and Dennis", brown_dennis, [25, 5, -5, -1]),
    ("Gulf research", gulf, [5, 2.5, 0.15]),
    ("trigonometric", trigonometric, [0.1] * 10),
    ("extended Rosenbrock", rosenbrock, [-1.2, 1] * 50),
    ("extended Powell singular", powell_singular, [3, -1, 0, 1] * 25),
    ("Beale", beale, [1, 1]),
    ("Wood", wood, [-3, -1, -3, -1]),
    ("Chebyquad", chebyquad, [j / 9 for j in range(1, 9)]),
]


def with_gradient(residuals):
    def evaluate(x):
        columns = []
        for i in range(len(x)):
            shifted = array(x, dtype=complex)
            shifted[i] += 1e-100j
            columns.append(np.asarray(residuals(shifted)))
        r = columns[0].real
        return float(r @ r), array([2 * r @ (column.imag / 1e-100) for column in columns])

    return evaluate


print(f"# SciPy {__version__}: problem, variables, evaluations, end value")
for name, residuals, start in PROBLEMS:
    options = {"maxcor": 20, "ftol": 1e-9, "gtol": 1e-6, "maxiter": 5000, "maxfun": 10000}
    with np.errstate(all="ignore"):
        found = minimize(
            with_gradient(residuals), start, jac=True, method="L-BFGS-B", options=options
        )
    print(f"{name},{len(start)},{found.nfev},{found.fun:.6g}")
