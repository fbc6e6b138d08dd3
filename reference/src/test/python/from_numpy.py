#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Prints what the expressions of docs/FROM_NUMPY.md give in NumPy, for FromNumPyTest:

    python3 reference/src/test/python/from_numpy.py docs/FROM_NUMPY.md \\
      > reference/src/test/resources/dev/panblas/reference/from_numpy.txt
"""
import os
import sys
import tempfile

import numpy as np


def names():
    return {
        "np": np,
        "a": np.array([[1.0, 2, 3], [4, 5, 6], [7, 8, 10]]),
        "b": np.array([[2.0, 0, 1], [1, 3, 2], [1, 1, 4]]),
        "c": np.zeros((3, 3)),
        "v": np.array([1.0, 2, 3]),
    }


with open(sys.argv[1], encoding="utf-8") as document, tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)  # where some lines write files
    for line in document:
        cells = [cell.strip().strip("`") for cell in line.split(" | ")]
        if line.startswith("| ") and line.count("`") >= 4:
            result = eval(cells[1], names())
            text = str(result).lower() if isinstance(result, (bool, np.bool_)) else str(result)
            print("> " + cells[1])
            print(text)
            print()
