#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Evaluates expressions with NumPy, for NumPyExpressionsTest:

    python3 core/src/test/python/numpy_expressions.py > core/src/test/resources/dev/panblas/operations/numpy_expressions.txt

Each line: expression; precision; the matrices a and b and the vectors v (of columns) and w (of rows) as shape and
elements in row-major order; the shape and elements of the result. Elements are written so that they parse to the
same number.
"""
import warnings

import numpy as np

warnings.simplefilter("ignore")
NAN, INF = np.nan, np.inf
RANDOM = np.random.default_rng(2)

SPECIAL = np.array([[0.0, -0.0, NAN, INF], [-INF, 1, -1, 2.5], [NAN, 3, 3, -2.5]])
TIES = np.array([[2, 7, 7, -4], [-4, 7, 0, 2], [1, 1, 1, 1]])
PAIRS = [
    (RANDOM.standard_normal((3, 4)), RANDOM.standard_normal((3, 4))),
    (SPECIAL, np.array([[1, 0, 2, INF], [INF, NAN, 0, -1], [0.0, -0.0, 3, 1]])),
    (TIES, TIES[::-1]),
    (RANDOM.standard_normal((1, 1)) * 30, RANDOM.standard_normal((1, 1))),
    (RANDOM.standard_normal((5, 1)) * 30, RANDOM.standard_normal((5, 1))),
]
EXPRESSIONS = """
a + b; a - b; a * b; a / b; np.minimum(a, b); np.maximum(a, b); -a; np.abs(a); np.sqrt(a); np.exp(a); np.log(a)
np.tanh(a); 1 / (1 + np.exp(-a)); 2.5 * a; a + v; a - v; a * w[:, None]; a / w[:, None]
a.sum(); a.sum(axis=0); a.sum(axis=1); a.mean(); a.mean(axis=0); a.mean(axis=1); a.min(); a.min(axis=0); a.min(axis=1)
a.max(); a.max(axis=0); a.max(axis=1); a.argmin(); a.argmin(axis=0); a.argmin(axis=1); a.argmax(); a.argmax(axis=0)
a.argmax(axis=1); np.linalg.norm(a, 1); np.linalg.norm(a, np.inf); np.linalg.norm(a); np.abs(a).max()
np.allclose(a, b); np.allclose(a, a + 1e-9)
"""


def text(x):
    x = np.asarray(x)
    shape = "x".join(map(str, x.shape)) or "scalar"
    return shape + " " + ",".join(repr(float(e)) for e in x.ravel())


print("# NumPy", np.__version__)
for a64, b64 in PAIRS:
    for dtype in (np.float64, np.float32):
        a, b = a64.astype(dtype), b64.astype(dtype)
        v, w = b[0, :], b[:, 0]
        for expression in EXPRESSIONS.replace("\n", ";").split(";"):
            expression = expression.strip()
            if expression:
                result = np.asarray(eval(expression))
                name = "double" if dtype is np.float64 else "single"
                print("; ".join([expression, name, text(a), text(b), text(v), text(w), text(result)]))
