"""Records the schemas of all ATen operators of one libtorch, for OpTests: schemas-VERSION.txt.gz.

    python3 record_schemas.py libmarginalia_torch.so

with the bridge built against that libtorch (cmake -S src/Torch/native -B build -DLIBTORCH=...). A libtorch that was unpacked
beside a newer libc than this system's needs that libc's loader in front:
    UNPACKED/lib/ld-linux-x86-64.so.2 --library-path UNPACKED/lib python3 record_schemas.py ...
"""
import ctypes
import gzip
import sys

library = ctypes.CDLL(sys.argv[1])
library.mt_version.restype = library.mt_all_schemas.restype = ctypes.c_char_p
with gzip.GzipFile(f"schemas-{library.mt_version().decode()}.txt.gz", "wb", 9, mtime=0) as file:
    file.write(library.mt_all_schemas())
