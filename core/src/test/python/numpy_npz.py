#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Writes archives with NumPy, for NpzFileTest:

    python3 core/src/test/python/numpy_npz.py write core/src/test/resources/dev/panblas/npy

and prints the arrays of some that Panblas wrote, which NpzNumPyTest runs:

    python3 core/src/test/python/numpy_npz.py print FILE...
"""
import os
import sys
import zipfile

import numpy as np

ARRAYS = {
    "matrix": np.arange(6.0).reshape(2, 3) / 4,
    "columns": np.asfortranarray(np.arange(6, dtype="f4").reshape(3, 2) - 1),
    "bytes": np.array([0, 127, 255], dtype="u1"),
    "big": np.array([[-2, 300]], dtype=">i2"),
    "half": np.array([1, -0.5], dtype="f2"),
    "scalar": np.float64(2.5),
    "empty": np.zeros((0, 4)),
    "layer/größe": np.array([1e300, -0.0, np.inf]),
}
COMPRESSED = ARRAYS | {"zeros": np.zeros((300, 40))}
REFUSED = {
    "complex": np.array([1 + 2j]),
    "object": np.array([1, "a"], dtype=object),
    "cube": np.zeros((2, 1, 1)),
    "fine": np.array([7.0]),
}


class Pipe:
    """A file that cannot be searched, so that sizes and checksums follow the content."""

    def __init__(self, file):
        self.file = file

    def write(self, content):
        return self.file.write(content)

    def read(self, *_):
        raise OSError("a pipe")

    def flush(self):
        self.file.flush()


def write(folder):
    def path(name):
        return os.path.join(folder, name)

    np.savez(path("savez.npz"), np.array([4.0, 5.0]), **ARRAYS)
    np.savez_compressed(path("compressed.npz"), np.array([4.0, 5.0]), **COMPRESSED)
    np.savez(path("refused.npz"), **REFUSED)
    np.savez(path("empty.npz"))
    with open(path("streamed.npz"), "wb") as file:
        np.savez_compressed(Pipe(file), np.array([4.0, 5.0]), **ARRAYS)
    limit = zipfile.ZIP64_LIMIT
    zipfile.ZIP64_LIMIT = 100  # so that small entries have the fields of large ones
    np.savez_compressed(path("zip64.npz"), np.array([4.0, 5.0]), **ARRAYS)
    zipfile.ZIP64_LIMIT = limit


def show(file):
    with np.load(file) as archive:
        for name in archive.files:
            array = archive[name]
            if isinstance(array, bytes):
                print(name, repr(array))
                continue
            order = "F" if array.flags.f_contiguous and not array.flags.c_contiguous else "C"
            print(name, array.dtype.str, array.shape, order, array.tolist())


sys.stdout.reconfigure(encoding="utf-8")
for argument in sys.argv[2:]:
    {"write": write, "print": show}[sys.argv[1]](argument)
