#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Makes the pictures of this folder and, beside each, the pixels that libjpeg or Pillow decodes.

Needs Python with Pillow, and djpeg and cjpeg of libjpeg-turbo:  python3 make.py
"""
import os
import struct
import subprocess
import zlib

from PIL import Image

os.chdir(os.path.dirname(os.path.abspath(__file__)))
WIDTH, HEIGHT = 24, 16


def pixel(x, y):
    return (x * 10 % 256, y * 15 % 256, (3 * x * y + 40) % 256)


def picture(mode="RGB"):
    image = Image.new("RGB", (WIDTH, HEIGHT))
    image.putdata([pixel(x, y) for y in range(HEIGHT) for x in range(WIDTH)])
    return image.convert(mode)


def cjpeg(*options):
    source = b"P6\n%d %d\n255\n" % (WIDTH, HEIGHT) + picture().tobytes()
    return subprocess.run(
        ["cjpeg", "-quality", "95", *options], input=source, stdout=subprocess.PIPE, check=True
    ).stdout


def segments(data):
    """The marker segments before the entropy-coded data, and that data."""
    at, found = 2, []
    while data[at + 1] != 0xDA:
        length = struct.unpack(">H", data[at + 2 : at + 4])[0]
        found.append(data[at : at + 2 + length])
        at += 2 + length
    return found, data[at:]


def join(found, rest):
    return b"\xff\xd8" + b"".join(found) + rest


def without(data, *markers):
    found, rest = segments(data)
    return join([s for s in found if s[1] not in markers], rest)


def with_first(data, segment):
    found, rest = segments(data)
    return join([segment] + found, rest)


def with_ids(data, ids):
    """Changes the component ids in the frame and in its one scan."""
    found, rest = segments(data)
    changed = []
    for s in found:
        if 0xC0 <= s[1] <= 0xC2:
            s = bytearray(s)
            for i, new in enumerate(ids):
                s[10 + 3 * i] = new
            s = bytes(s)
        changed.append(s)
    rest = bytearray(rest)
    for i, new in enumerate(ids):
        rest[5 + 2 * i] = new
    return join(changed, bytes(rest))


def adobe(transform):
    body = b"Adobe" + struct.pack(">HHHB", 100, 0, 0, transform)
    return b"\xff\xee" + struct.pack(">H", len(body) + 2) + body


def exif(orientation):
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x112, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def jpeg(name, data):
    with open(name + ".jpg", "wb") as file:
        file.write(data)
    ppm = subprocess.run(["djpeg", "-ppm", name + ".jpg"], stdout=subprocess.PIPE, check=True).stdout
    with open(name + ".pnm", "wb") as file:
        file.write(ppm)


JFIF = 0xE0
full = cjpeg("-sample", "1x1")
half = cjpeg("-sample", "2x2")
rgb = cjpeg("-rgb", "-sample", "1x1")
jpeg("jfif", full)
jpeg("jfif-420", half)
jpeg("jfif-422", cjpeg("-sample", "2x1"))
jpeg("jfif-progressive", cjpeg("-progressive"))
jpeg("jfif-grey", cjpeg("-grayscale"))
jpeg("jfif-ids-012", with_ids(full, (0, 1, 2)))
jpeg("jfif-exif-rotated", with_first(full, exif(6)))
jpeg("exif-no-jfif", with_first(without(full, JFIF), exif(1)))
jpeg("ids-123", without(full, JFIF))
jpeg("ids-012", with_ids(without(full, JFIF), (0, 1, 2)))
jpeg("ids-012-420", with_ids(without(half, JFIF), (0, 1, 2)))
jpeg("ids-grey-0", with_ids(without(cjpeg("-grayscale"), JFIF), (0,)))
jpeg("ids-other", with_ids(without(full, JFIF), (7, 8, 9)))
jpeg("ids-rgb", with_ids(without(rgb, JFIF, 0xEE), (82, 71, 66)))
jpeg("adobe-ycc", with_first(without(full, JFIF), adobe(1)))
jpeg("adobe-ycc-420", with_first(without(half, JFIF), adobe(1)))
jpeg("adobe-rgb", with_first(with_ids(without(rgb, JFIF, 0xEE), (1, 2, 3)), adobe(0)))
jpeg("adobe-rgb-ids-rgb", with_first(with_ids(without(rgb, JFIF, 0xEE), (82, 71, 66)), adobe(0)))
jpeg("jfif-adobe-ycc", with_first(full, adobe(1)))
jpeg("jfif-ids-rgb", with_ids(full, (82, 71, 66)))


def four(name, transform):
    picture("CMYK").save(name + ".jpg", quality=95, subsampling=0)
    with open(name + ".jpg", "rb") as file:
        data = without(file.read(), JFIF, 0xEE)
    with open(name + ".jpg", "wb") as file:
        file.write(data if transform is None else with_first(data, adobe(transform)))


with open("refused-jfif-adobe-rgb.jpg", "wb") as file:
    file.write(with_first(full, adobe(0)))
four("refused-cmyk", None)
four("refused-cmyk-adobe", 0)
four("refused-ycck", 2)


def png(name, depth, colour, rows, *chunks):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colour, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    with open(name + ".png", "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header))
        for kind, body in chunks:
            file.write(chunk(kind, body))
        file.write(chunk(b"IDAT", data) + chunk(b"IEND", b""))


def expect(name, channels, largest, values):
    """16-bit values are big-endian in PNM files, as in PNG files."""
    kind = b"P5" if channels == 1 else b"P6"
    body = b"".join(struct.pack(">H" if largest > 255 else ">B", value) for value in values)
    with open(name + ".pnm", "wb") as file:
        file.write(b"%s\n%d %d\n%d\n" % (kind, WIDTH, HEIGHT, largest) + body)


def png_case(name, depth, colour, channels, alpha, scale):
    rows, values = [], []
    for y in range(HEIGHT):
        row = b""
        for x in range(WIDTH):
            samples = [scale(v) for v in pixel(x, y)[:channels]]
            values += samples
            samples += [scale((x * 31 + y * 17) % 256)] if alpha else []
            row += b"".join(struct.pack(">H" if depth == 16 else ">B", v) for v in samples)
        rows.append(row)
    png(name, depth, colour, rows)
    expect(name, channels, (1 << depth) - 1, values)


def wide(value):
    return (value * 257 + 91) % 65536


def same(value):
    return value


png_case("grey-8", 8, 0, 1, False, same)
png_case("grey-16", 16, 0, 1, False, wide)
png_case("grey-alpha-8", 8, 4, 1, True, same)
png_case("grey-alpha-16", 16, 4, 1, True, wide)
png_case("rgb-16", 16, 2, 3, False, wide)
png_case("rgb-alpha-8", 8, 6, 3, True, same)
png_case("rgb-alpha-16", 16, 6, 3, True, wide)

PALETTE = [pixel(i, 3 * i) for i in range(16)]
INDICES = [(x + 2 * y) % 16 for y in range(HEIGHT) for x in range(WIDTH)]
PACKED = [
    bytes(INDICES[y * WIDTH + x] << 4 | INDICES[y * WIDTH + x + 1] for x in range(0, WIDTH, 2))
    for y in range(HEIGHT)
]
plte = (b"PLTE", bytes(v for colour in PALETTE for v in colour))
colours = [v for i in INDICES for v in PALETTE[i]]
png("palette-4", 4, 3, PACKED, plte)
expect("palette-4", 3, 255, colours)
png("palette-alpha-4", 4, 3, PACKED, plte, (b"tRNS", bytes(range(0, 160, 10))))
expect("palette-alpha-4", 3, 255, colours)
png("grey-4", 4, 0, PACKED)
expect("grey-4", 1, 255, [17 * i for i in INDICES])
