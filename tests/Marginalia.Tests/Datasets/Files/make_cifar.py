"""Writes Fixtures/cifar-p2.pickle .. cifar-p4.pickle (numpy, protocols 2 to 4) and cifar-python2.pickle (texts as Python 2 writes them).

Each is a dictionary as CIFAR's Python version has it: two images of which byte p of image i is (11 p + 5 i) mod 256.
"""
import pickle
import numpy

data = ((11 * numpy.arange(3072)[None] + 5 * numpy.arange(2)[:, None]) % 256).astype(numpy.uint8)
content = {"batch_label": "testing", "labels": [7, 3], "fine_labels": [99, 0], "coarse_labels": [19, 4], "data": data}
for protocol in (2, 3, 4):
    with open(f"Fixtures/cifar-p{protocol}.pickle", "wb") as file:
        pickle.dump(content, file, protocol)


def text(value):
    return b"U" + bytes([len(value)]) + value


def array():
    return (b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85" + text(b"b") + b"\x87R(K\x01M\x02\x00M\x00\x0c\x86"
            + b"cnumpy\ndtype\n" + text(b"u1") + b"K\x00K\x01\x87R(K\x03" + text(b"|") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
            + b"T" + (6144).to_bytes(4, "little") + data.tobytes() + b"tb")


with open("Fixtures/cifar-python2.pickle", "wb") as file:
    file.write(b"\x80\x02}q\x01(" + text(b"labels") + b"]q\x02(K\x07K\x03e" + text(b"data") + array()
               + text(b"fine_labels") + b"](KcK\x00e" + text(b"coarse_labels") + b"](K\x13K\x04eu.")
with open("Fixtures/cifar-python2.pickle", "rb") as file:
    back = pickle.load(file, encoding="latin1")
assert (back["data"] == data).all() and back["labels"] == [7, 3]
