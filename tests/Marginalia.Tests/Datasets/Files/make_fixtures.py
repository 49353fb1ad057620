"""Writes the files of Fixtures/ with numpy, scipy, h5py and Pillow: python3 make_fixtures.py"""
import os
import zlib

import h5py
import numpy as np
import scipy.io
import scipy.sparse
from PIL import Image
from skimage.morphology import thin

folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Fixtures")
os.makedirs(folder, exist_ok=True)


def at(name):
    return os.path.join(folder, name)


def numbers(dtype):
    """2 x 3 x 4 numbers: n - 5 where the type has a sign, plus 1/2 for floats, n % 3 == 0 for booleans; n = 0 .. 23 with the last index fastest."""
    n = np.arange(24).reshape(2, 3, 4)
    kind = np.dtype(dtype).kind
    return (n % 3 == 0 if kind == "b" else n if kind == "u" else n - 5 if kind == "i" else n - 4.5).astype(dtype)


# NumPy arrays: order, type, version
for dtype in ["|b1", "|u1", "|i1", "<u2", ">u2", "<i2", ">i2", "<u4", ">u4", "<i4", ">i4", "<u8", ">u8", "<i8", ">i8", "<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]:
    name = {"|": "one", "<": "little", ">": "big"}[dtype[0]] + "-" + dtype[1:]
    np.save(at(name + "-c.npy"), numbers(dtype))
    np.save(at(name + "-fortran.npy"), np.asfortranarray(numbers(dtype)))
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(at(f"version-{version[0]}.npy"), "wb") as f:
        np.lib.format.write_array(f, numbers("<f4"), version=version)
np.save(at("scalar.npy"), np.float32(2.5))
np.save(at("vector.npy"), np.arange(5, dtype="<i8"))
np.save(at("empty.npy"), np.zeros((0, 3), "<f4"))
np.save(at("objects.npy"), np.array([{"a": 1}], dtype=object))
np.save(at("records.npy"), np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
np.save(at("complex.npy"), np.zeros(2, dtype="<c8"))
np.save(at("unicode.npy"), np.array(["ab", "c"]))
np.save(at("large-u8.npy"), np.array([2**63], dtype="<u8"))
np.savez(at("stored.npz"), depth=numbers("<f4"), labels=numbers("<u2"))
np.savez_compressed(at("deflated.npz"), depth=numbers("<f4"), labels=numbers("<u2"))

# MATLAB 5: what is loaded is that of the same name in every file
part = np.zeros((1, 2), dtype=[("name", object), ("mask", object)])
part[0, 0] = ("head", np.array([[1, 0, 0], [0, 1, 1]], dtype=np.uint8))
part[0, 1] = ("left arm", np.array([[0, 0, 1], [1, 0, 0]], dtype=np.uint8))
cell = np.empty((1, 3), dtype=object)
cell[0, 0], cell[0, 1], cell[0, 2] = "wall", np.array([[1.5, 2.5]]), np.empty((0, 0))
content = {
    "bytes": numbers("u1"), "signed": numbers("i1"), "halves": numbers("u2"), "unsigned": numbers("u8"), "shorts": numbers("i2"), "words": numbers("u4"), "longs": numbers("i8"), "single": numbers("f4"), "double": numbers("f8"),
    "logical": numbers("b1"), "text": "floor", "number": 7.25, "cell": cell, "anno": {"imname": "2008_000001", "objects": part},
}
scipy.io.savemat(at("plain-v5.mat"), content)
scipy.io.savemat(at("compressed-v5.mat"), content, do_compression=True)


# scipy writes little-endian files only: the same elements by hand, each number turned round.
def element(kind, data):
    return kind.to_bytes(4, "big") + len(data).to_bytes(4, "big") + data + bytes(-len(data) % 8)


def matrix(name, value):
    if isinstance(value, dict):
        code, size = 2, (1, 1)
        body = element(5, (32).to_bytes(4, "big")) + element(1, b"".join(key.encode().ljust(32, b"\0") for key in value))
        body += b"".join(matrix("", item) for item in value.values())
    elif isinstance(value, str):
        code, size, body = 4, (1, len(value)), element(4, np.array([ord(c) for c in value], ">u2").tobytes())
    elif value.dtype == object:
        code, size, body = 1, value.shape, b"".join(matrix("", item) for item in value.flatten("F"))
    elif value.dtype.names:
        names = value.dtype.names
        code, size = 2, value.shape
        body = element(5, (32).to_bytes(4, "big")) + element(1, b"".join(key.encode().ljust(32, b"\0") for key in names))
        body += b"".join(matrix("", item[key]) for item in value.flatten("F") for key in names)
    else:
        code = {"f8": 6, "f4": 7, "i1": 8, "u1": 9, "b1": 9, "i2": 10, "u2": 11, "i4": 12, "u4": 13, "i8": 14, "u8": 15}[value.dtype.str[1:]]
        kind = {"f8": 9, "f4": 7, "i1": 1, "u1": 2, "b1": 2, "i2": 3, "u2": 4, "i4": 5, "u4": 6, "i8": 12, "u8": 13}[value.dtype.str[1:]]
        size, body = value.shape, element(kind, value.astype(value.dtype.newbyteorder(">")).tobytes("F"))
    head = element(6, code.to_bytes(4, "big") + bytes(4)) + element(5, np.array(size, ">i4").tobytes()) + element(1, name.encode())
    return element(14, head + body)


with open(at("big-endian-v5.mat"), "wb") as f:
    f.write(b"MATLAB 5.0 MAT-file, big-endian".ljust(116) + bytes(8) + b"\x01\x00MI")
    f.write(b"".join(matrix(name, np.array([[value]]) if isinstance(value, float) else value) for name, value in content.items()))
loaded = scipy.io.loadmat(at("big-endian-v5.mat"))
assert (loaded["words"] == content["words"]).all() and loaded["anno"]["objects"][0, 0]["name"][0, 1] == ["left arm"]
scipy.io.savemat(at("sparse-v5.mat"), {"sparse": scipy.sparse.csc_matrix(np.eye(3)), "fine": np.eye(2)})
scipy.io.savemat(at("complex-v5.mat"), {"complex": np.eye(2) * 1j})
scipy.io.savemat(at("v4.mat"), {"x": np.eye(2)}, format="4")

# MATLAB 7.3: HDF5 after 512 bytes, dimensions reversed, as MATLAB lays it out
with h5py.File(at("v73.mat"), "w", userblock_size=512) as f:
    def put(name, value, kind, group=f, **options):
        data = group.create_dataset(name, data=np.ascontiguousarray(value.T), **options)
        data.attrs["MATLAB_class"] = np.bytes_(kind)
        return data

    for name, kind, dtype in [("bytes", "uint8", "u1"), ("signed", "int8", "i1"), ("halves", "uint16", "u2"), ("unsigned", "uint64", "u8"), ("shorts", "int16", "i2"), ("words", "uint32", "u4"), ("longs", "int64", "i8"), ("single", "single", "f4"), ("double", "double", "f8")]:
        put(name, numbers(dtype), kind, chunks=(2, 3, 1), compression="gzip", shuffle=True)
    put("logical", numbers("b1").astype("u1"), "logical").attrs["MATLAB_int_decode"] = np.int32(1)
    put("text", np.array([[ord(c) for c in "floor"]], dtype="u2"), "char")
    put("number", np.array([[7.25]]), "double")
    refs = f.create_group("#refs#")
    items = [put("a", np.array([[ord(c) for c in "wall"]], dtype="u2"), "char", refs), put("b", np.array([[1.5, 2.5]]), "double", refs)]
    nothing = refs.create_dataset("c", data=np.array([0, 0], dtype="u8"))
    nothing.attrs["MATLAB_class"], nothing.attrs["MATLAB_empty"] = np.bytes_("double"), np.uint8(1)
    cells = f.create_dataset("cell", (3, 1), dtype=h5py.ref_dtype)
    for i, item in enumerate([*items, nothing]):
        cells[i, 0] = item.ref
    cells.attrs["MATLAB_class"] = np.bytes_("cell")
    anno = f.create_group("anno")
    anno.attrs["MATLAB_class"] = np.bytes_("struct")
    put("imname", np.array([[ord(c) for c in "2008_000001"]], dtype="u2"), "char", anno)
    objects = anno.create_group("objects")
    objects.attrs["MATLAB_class"] = np.bytes_("struct")
    for field in ["name", "mask"]:
        data = objects.create_dataset(field, (2, 1), dtype=h5py.ref_dtype)
        for i in range(2):
            value = part[0, i][field]
            value, kind = (np.array([[ord(c) for c in value]], dtype="u2"), "char") if field == "name" else (value, "uint8")
            data[i, 0] = put(f"{field}{i}", value, kind, refs).ref
with open(at("v73.mat"), "r+b") as f:
    f.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64, HDF5 schema 1.00 .".ljust(116) + bytes(8) + b"\x00\x02IM")

# The owner's file of NYUv2, three images of 4 x 6 pixels: (7 y + 3 x + 50 c + i) mod 256 and remainders of it
y, x, c, i = np.meshgrid(np.arange(4), np.arange(6), np.arange(3), np.arange(3), indexing="ij")
images = ((7 * y + 3 * x + 50 * c + i) % 256).astype("u1")
with h5py.File(at("nyu-v73.mat"), "w", userblock_size=512) as f:
    first = images[:, :, 0]
    for name, value, kind in [("images", images, "uint8"), ("depths", (first / 32).astype("f4"), "single"), ("labels", (first % 4).astype("u2"), "uint16"), ("instances", first % 3, "uint8")]:
        f.create_dataset(name, data=np.ascontiguousarray(value.T), chunks=True, compression="gzip").attrs["MATLAB_class"] = np.bytes_(kind)
    cells = f.create_dataset("names", (1, 3), dtype=h5py.ref_dtype)
    for index, name in enumerate(["wall", "floor", "box"]):
        data = f.create_dataset(f"#refs#/{index}", data=np.array([[ord(c)] for c in name], dtype="u2"))
        data.attrs["MATLAB_class"] = np.bytes_("char")
        cells[0, index] = data.ref
    cells.attrs["MATLAB_class"] = np.bytes_("cell")
with open(at("nyu-v73.mat"), "r+b") as f:
    f.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64, HDF5 schema 1.00 .".ljust(116) + bytes(8) + b"\x00\x02IM")


# Annotations of PASCAL-Part: a dog and a person with a head and an arm; a person without parts
def things(*items):
    array = np.zeros((1, len(items)), dtype=[("class", object), ("class_ind", object), ("mask", object), ("parts", object)])
    for index, (kind, number, parts) in enumerate(items):
        named = np.zeros((1, len(parts)), dtype=[("part_name", object), ("mask", object)])
        for p, (name, mask) in enumerate(parts):
            named[0, p] = (name, np.array(mask, dtype="u1"))
        array[0, index] = (kind, float(number), np.ones((2, 3), "u1"), named if parts else np.empty((0, 0)))
    return {"anno": {"imname": "a", "objects": array}}


whole = [[1, 1, 1], [1, 1, 1]]
scipy.io.savemat(at("parts-v5.mat"), things(("person", 15, [("head", [[1, 0, 1], [0, 1, 1]]), ("llarm", [[0, 0, 1], [1, 0, 0]])]), ("dog", 12, [("head", whole)])), do_compression=True)
scipy.io.savemat(at("no-parts-v5.mat"), things(("person", 15, []), ("dog", 12, [("head", whole)])), do_compression=True)

# Lines of scikit-image: blobs, frames and noise, thinned
random = np.random.RandomState(1)
thick = np.zeros((40, 60), bool)
for _ in range(14):
    top, left, h, w = random.randint(-3, 36), random.randint(-3, 56), random.randint(1, 14), random.randint(1, 14)
    thick[max(top, 0):top + h, max(left, 0):left + w] ^= True
thick[:20, 40:] ^= random.rand(20, 20) > 0.8
np.save(at("thick.npy"), thick)
np.save(at("thin.npy"), thin(thick))

# PNG: n = 7 y + x + 50 c modulo the number of values, in 9 rows of 13 pixels
y, x, c = np.meshgrid(np.arange(9), np.arange(13), np.arange(4), indexing="ij")
n = 7 * y + x + 50 * c
Image.fromarray((n[..., 0] % 2).astype(bool)).save(at("grey-1.png"))
Image.fromarray((n[..., 0] % 256).astype(np.uint8)).save(at("grey-8.png"))
Image.fromarray((n[..., 0] * 601 % 65536).astype(np.uint16)).save(at("grey-16.png"))
Image.fromarray((n[..., :2] % 256).astype(np.uint8), "LA").save(at("alpha-8.png"))
Image.fromarray((n[..., :3] % 256).astype(np.uint8)).save(at("rgb-8.png"))
Image.fromarray((n % 256).astype(np.uint8)).save(at("rgba-8.png"))
colours = [v for i in range(256) for v in (i * 7 % 256, i * 11 % 256, i * 13 % 256)]
for bits in [1, 2, 4, 8]:
    image = Image.fromarray((n[..., 0] % 2**bits).astype(np.uint8), "P")
    image.putpalette(colours[:3 * 2**bits])
    image.save(at(f"palette-{bits}.png"), bits=bits)


# Filters 0 to 4 in turn, by this rule of the PNG specification, since encoders choose them by themselves.
def chunk(kind, body):
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def filtered(image):
    height, width, channels = image.shape
    rows, above = b"", np.zeros(width * channels, int)
    for i in range(height):
        row = image[i].reshape(-1).astype(int)
        left, corner = np.concatenate([np.zeros(channels, int), row[:-channels]]), np.concatenate([np.zeros(channels, int), above[:-channels]])
        guess = left + above - corner
        da, db, dc = abs(guess - left), abs(guess - above), abs(guess - corner)
        paeth = np.where((da <= db) & (da <= dc), left, np.where(db <= dc, above, corner))
        kind = i % 5
        rows += bytes([kind]) + ((row - [0 * row, left, above, (left + above) // 2, paeth][kind]) % 256).astype(np.uint8).tobytes()
        above = row
    return rows


noise = np.random.RandomState(0).randint(0, 256, (20, 11, 3)).astype(np.uint8)
header = (11).to_bytes(4, "big") + (20).to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
with open(at("filters.png"), "wb") as f:
    f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(filtered(noise))) + chunk(b"IEND", b""))
np.save(at("filters.npy"), noise)
assert (np.array(Image.open(at("filters.png"))) == noise).all()
