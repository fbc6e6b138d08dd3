#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Prints arrays with NumPy, for MatrixTextTest:

    python3 core/src/test/python/numpy_str.py > core/src/test/resources/dev/panblas/matrix/numpy_str.txt

For each array: a line with the precision, the shape and the bits of the elements, which repeat in row-major
order; the text; an empty line.
"""
import numpy as np

NAN, INF = np.nan, np.inf
RANDOM = np.random.default_rng(1)

# Elements, repeated until the shape is filled; shapes; precisions.
ARRAYS = [
    ([1, 2, 3], [(3,), (1, 3), (3, 1)], "df"),
    ([1, -2.5, 0, 10], [(2, 2), (4,)], "df"),
    ([0.0, -0.0], [(2,), (2, 2)], "df"),
    ([-0.0, 1], [(2,)], "df"),
    ([0.1, 0.2, 0.30000000000000004], [(3,)], "df"),
    ([1 / 3, 2 / 3, -1e-3, 5], [(2, 2)], "df"),
    ([NAN, INF, -INF, 1], [(4,), (2, 2)], "df"),
    ([NAN, INF, 1], [(3,)], "df"),
    ([NAN], [(1,), (3,)], "df"),
    ([INF, -INF], [(2,)], "d"),
    ([NAN, -INF, 1.2345e20], [(3,)], "df"),
    ([1e-4, 0.05, 0.1], [(3,)], "df"),
    ([9.9e-5, 1], [(2,)], "df"),
    ([1, 1000], [(2,)], "df"),
    ([1, 1000.5], [(2,)], "df"),
    ([99999999.5, 1e6], [(2,)], "df"),
    ([1e8, 1e7], [(2,)], "df"),
    ([999999, 1000], [(2,)], "f"),
    ([1000000, 1000], [(2,)], "f"),
    ([1e100, 1e-100, 1], [(3,)], "d"),
    ([5e-324, 2.2250738585072014e-308, 1.7976931348623157e308], [(3,)], "d"),
    ([1e-45, 1.1754944e-38, 3.4028235e38], [(3,)], "f"),
    ([9.908597e-16, 1.00711174e23, -33.0], [(3,)], "f"),
    ([0.123456785, 0.123456775, 2.0], [(3,)], "d"),
    ([0.5 + 2.0**-9 * 0.001, 0.9999999999], [(2,)], "d"),
    ([1.5e-9, 2.5, -7], [(3,)], "d"),
    (list(RANDOM.standard_normal(12)), [(12,), (3, 4), (4, 3)], "df"),
    (list(RANDOM.standard_normal(30) * 1e3), [(30,), (2, 15)], "df"),
    (list(RANDOM.integers(-999, 999, 60)), [(60,), (2, 30), (20, 3)], "df"),
    ([1, 2.5, -3], [(1000,), (1001,), (2, 500), (11, 91), (11, 92), (1001, 1), (1, 1001), (7, 150)], "df"),
    ([1, 2, 3], [(2, 501), (6, 200), (501, 2), (200, 6)], "d"),
    ([1e-7, 3, NAN, 4], [(40, 40), (1500,)], "df"),
]

for elements, shapes, precisions in ARRAYS:
    for shape in shapes:
        for precision in precisions:
            values = np.array(elements, dtype=precision)
            with np.errstate(all="ignore"):
                text = str(np.resize(values, shape))
            bits = ",".join("%x" % b for b in values.view("u8" if precision == "d" else "u4"))
            name = "double" if precision == "d" else "single"
            print(name, "x".join(map(str, shape)), bits)
            print(text)
            print()
