#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Evaluates expressions with NumPy, for NumPyExpressionsTest:

    python3 core/src/test/python/numpy_expressions.py > core/src/test/resources/dev/panblas/operations/numpy_expressions.txt

A line "operands" has the precision, the matrices a and b, and the vectors v (of columns) and w (of rows), as shape and
elements in row-major order. Each line after it has an expression, and its result for these operands as shape and
elements. Elements are written so that they parse to the same number.
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
a + b; a - b; b - a; a * b; a / b; b / a; a + a; a - a; np.minimum(a, b); np.maximum(a, b)
a.T + b.T; a[::-1] + b; a[:, ::-1] - b; a[::-1] * a; a[:, ::-1] / a; a[1:] - a[:-1]; a[:, 1:] + a[:, :-1]; v * v; w - w[::-1]
a + v; a - v; a * v; a / v; v - a; a + v[::-1]; np.maximum(a, v)
a + w[:, None]; a - w[:, None]; a * w[:, None]; a / w[:, None]; w[:, None] / a; np.minimum(a, w[:, None])

-a; 2.5 * a; -3 * a; 0 * a; 2.5 * v; np.abs(a); np.sqrt(a); np.exp(a); np.exp(-a); np.log(a); np.tanh(a); 1 / (1 + np.exp(-a))
np.sqrt(w); np.exp(v); np.log(a.T)
a + 1; 1 / a; a ** 2; np.clip(a, -1, 1); np.where(a > 0, a, 0); np.maximum(a, 0); np.sign(a); np.floor(a); np.ceil(a)
np.rint(a); np.trunc(a); np.isnan(a) * 1.0; np.expm1(a); np.log1p(a); np.sin(a); np.cos(a); np.cbrt(a)

a.sum(); a.sum(axis=0); a.sum(axis=1); a.mean(); a.mean(axis=0); a.mean(axis=1); v.sum(); v.mean(); a.T.sum(axis=0)
a[::-1].mean(axis=0); a[0].sum(); a[:, -1].mean(); np.trace(a); a[:0].sum(); a[:0].sum(axis=0); a[:, :0].sum(axis=1); a[:0].mean()
a.min(); a.min(axis=0); a.min(axis=1); a.max(); a.max(axis=0); a.max(axis=1); v.min(); v.max(); a.T.max(axis=0); a[::-1].min(axis=1)
a.argmin(); a.argmin(axis=0); a.argmin(axis=1); a.argmax(); a.argmax(axis=0); a.argmax(axis=1); v.argmin(); v.argmax()
a.T.argmin(); a.T.argmax(); a[::-1].argmin(axis=0); a[::-1].argmax(); a[:, ::-1].argmin(); a[:, ::-1].argmax(axis=1)

np.linalg.norm(a, 1); np.linalg.norm(a, np.inf); np.linalg.norm(a); np.linalg.norm(a.T, 1); np.linalg.norm(a[::-1], np.inf)
np.linalg.norm(v); np.linalg.norm(v, 1); np.linalg.norm(v, np.inf); np.abs(a).max(); np.linalg.norm(a[:0])
np.allclose(a, b); np.allclose(b, a); np.allclose(a, a); np.allclose(a, a + 1e-9); np.allclose(a, b, rtol=0.5, atol=0)
np.allclose(a, b, rtol=0, atol=50); np.allclose(a[:0], b[:0])

a - a.mean(axis=0); a - a.mean(axis=1)[:, None]; np.exp(a - a.max(axis=1)[:, None]); a.max(axis=0) - a.min(axis=0)
(a * b).sum(); (a * b).sum(axis=1); ((a - b) ** 2).mean(); np.sqrt((a * a).sum(axis=1)); np.abs(a - b).max()
np.abs(a).sum(axis=0); np.diag(a); a.astype(np.float32)
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
        name = "double" if dtype is np.float64 else "single"
        print("; ".join(["operands", name, text(a), text(b), text(v), text(w)]))
        for expression in EXPRESSIONS.replace("\n", ";").split(";"):
            expression = expression.strip()
            if expression:
                print(expression + "; " + text(eval(expression)))
