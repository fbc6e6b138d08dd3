#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Makes the files of this folder, except those of make.m.

Needs Python with NumPy and SciPy:  python3 make.py && octave --norc make.m && python3 make.py v7.3

The array "x" of all files is the same, as far as the file's type can hold it: 4 x 3, with
x[i, j] = 20 (3 i + j) + 5. "pictures" is 6 x 8 x 2 with (r - c) / 8 + k / 4 in row r, column c of picture k.
"""
import gzip
import os
import struct
import sys

import numpy as np
import scipy.io
import scipy.sparse

os.chdir(os.path.dirname(os.path.abspath(__file__)))
X = 20 * np.arange(12).reshape(4, 3) + 5


def write(name, content):
    with open(name, "wb") as file:
        file.write(content)


def npy():
    for name in ("uint8", "int16", "uint16", "int64", "float16", "float32"):
        np.save(f"{name}.npy", X.astype(name))
    np.save("fortran.npy", np.asfortranarray(X.astype(np.uint8)))
    np.savez("arrays.npz", x=X.astype(np.uint8))


def idx():
    codes = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
    for code, dtype in codes.items():
        values = np.minimum(X, 100).reshape(2, 2, 3) if code == 0x09 else X.reshape(2, 2, 3)
        header = struct.pack(">HBB3I", 0, code, 3, *values.shape)
        write(f"images-{code:02x}.idx", header + values.astype(dtype).tobytes())
    labels = struct.pack(">HBBI4B", 0, 0x08, 1, 4, 3, 1, 4, 1)
    write("labels.idx", labels)
    with open("images-08.idx", "rb") as file:
        write("images.gz", gzip.compress(file.read(), mtime=0))


def csv():
    scaled = X / 255
    np.savetxt("savetxt.csv", scaled, delimiter=",")
    np.savetxt("savetxt-header.csv", scaled, delimiter=", ", header="a, b, c")
    lines = [",".join(repr(float(v)) for v in row) for row in scaled]
    quoted = [",".join(f'"{float(v)!r}"' for v in row) for row in scaled]
    write("header.csv", ("red,green,blue\n" + "\n".join(lines) + "\n").encode())
    write("bom-crlf.csv", ("\ufeff" + "\r\n\r\n".join(quoted) + "\r\n\r\n").encode())
    write("utf-16.csv", "\n".join(lines).encode("utf-16"))
    write("utf-16-no-bom.csv", "\n".join(lines).encode("utf-16-le"))


def mat():
    variables = {name: X.astype(name) for name in ("uint8", "int16", "int64", "float32", "float64")}
    variables["logical"] = X % 10 == 5
    variables["complex"] = X + 1j
    variables["sparse"] = scipy.sparse.csc_matrix(X.astype(float))
    variables["text"] = "some text"
    variables["cells"] = np.array([[1, "two"]], dtype=object)
    variables["huge"] = np.array([[2**53 + 1]], dtype=np.int64)
    variables["pictures"] = pictures()
    scipy.io.savemat("scipy.mat", variables)
    scipy.io.savemat("scipy-compressed.mat", {"x": X.astype(np.uint8)}, do_compression=True)
    scipy.io.savemat("scipy-v4.mat", {"x": X.astype(float)}, format="4")
    write("big-endian.mat", big_endian("x", X.astype(">i2")))
    read = scipy.io.loadmat("big-endian.mat")["x"]
    assert np.array_equal(read, X), read


def pictures():
    row, column, picture = np.mgrid[0:6, 0:8, 0:2]
    return (row - column) / 8 + picture / 4


def big_endian(name, array):
    """A level 5 file of a processor that stores the highest byte first, with a matrix of int16."""

    def element(kind, content):
        return struct.pack(">II", kind, len(content)) + content + b"\0" * (-len(content) % 8)

    matrix = (
        element(6, struct.pack(">II", 10, 0))  # class int16
        + element(5, struct.pack(">ii", *array.shape))
        + element(1, name.encode())
        + element(3, array.T.tobytes())
    )
    text = b"MATLAB 5.0 MAT-file, by make.py".ljust(116)
    return text + b"\0" * 8 + b"\x01\x00MI" + struct.pack(">II", 14, len(matrix)) + matrix


def v73():
    """MATLAB's own header before the HDF5 file that Octave has written."""
    text = b"MATLAB 7.3 MAT-file, Platform: GLNXA64, HDF5 schema 1.00 .".ljust(116)
    with open("octave-hdf5.mat", "rb") as file:
        write("v7.3.mat", (text + b"\0" * 8 + b"\x00\x02IM").ljust(512, b"\0") + file.read())


if sys.argv[1:] == ["v7.3"]:
    v73()
else:
    npy()
    idx()
    csv()
    mat()
