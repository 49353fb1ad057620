"""
Writes survey-folders.zip: NYUD_MT and PASCAL_MT of the survey of dense prediction, four pictures to train on and two to test on, with numpy, scipy and
Pillow. Every picture has a stripe of every class and part, so that whatever a network predicts is right somewhere: gains are relative to scores above 0.
"""
import io
import os
import zipfile

import numpy as np
import scipy.io
from PIL import Image

HEIGHT, WIDTH = 40, 48
NAMES = {"train": ["t0", "t1", "t2", "t3"], "val": ["v0", "v1"]}
rows, columns = np.mgrid[:HEIGHT, :WIDTH]


def picture(values, kind):
    out = io.BytesIO()
    Image.fromarray(np.asarray(values, "u1")).save(out, kind)
    return out.getvalue()


def array(values):
    out = io.BytesIO()
    np.save(out, values.astype("f4"))
    return out.getvalue()


def matlab(values):
    out = io.BytesIO()
    scipy.io.savemat(out, values, do_compression=True)
    return out.getvalue()


def person(mask):
    names = ["head", "torso", "luarm", "llarm", "luleg", "llleg"]
    parts = np.zeros((1, len(names)), dtype=[("part_name", object), ("mask", object)])
    for number, name in enumerate(names):
        parts[0, number] = (name, (mask & (columns * len(names) // WIDTH == number)).astype("u1"))
    things = np.zeros((1, 1), dtype=[("class", object), ("class_ind", object), ("mask", object), ("parts", object)])
    things[0, 0] = ("person", 15.0, mask.astype("u1"), parts)
    return {"anno": {"imname": "a", "objects": things}}


with zipfile.ZipFile(os.path.join(os.path.dirname(os.path.abspath(__file__)), "survey-folders.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
    def put(name, content):
        archive.writestr(zipfile.ZipInfo(name, (2021, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)

    for part, names in NAMES.items():
        put(f"NYUD_MT/gt_sets/{part}.txt", "\n".join(names) + "\n")
        put(f"PASCAL_MT/ImageSets/Context/{part}.txt", "\n".join(names) + "\n")
        for number, name in enumerate(names):
            shift = 5 * number + (3 if part == "val" else 0)
            thing = (abs(rows - 20) < 9) & (abs(columns - 16 - shift % 17) < 7)
            border = thing & ~((abs(rows - 20) < 8) & (abs(columns - 16 - shift % 17) < 6))
            image = np.stack([(4 * rows + shift) % 256, (5 * columns) % 256, np.where(thing, 200, 60)], 2)
            normal = np.where(thing[..., None], [0.6, 0, -0.8], [0, 0, -1.0])
            put(f"NYUD_MT/images/{name}.jpg", picture(image, "JPEG"))
            put(f"NYUD_MT/segmentation/{name}.png", picture(np.where(rows < 4, 0, 1 + columns * 40 // WIDTH), "PNG"))
            put(f"NYUD_MT/depth/{name}.npy", array(np.where(rows < 2, 0, np.where(thing, 1.5, 3)) + 0.0))
            put(f"NYUD_MT/normals/{name}.npy", array(normal))
            put(f"NYUD_MT/edge/{name}.npy", array(border + 0.0))
            put(f"PASCAL_MT/JPEGImages/{name}.jpg", picture(image, "JPEG"))
            put(f"PASCAL_MT/semseg/VOC12/{name}.png", picture(np.where(border, 255, columns * 21 // WIDTH), "PNG"))
            put(f"PASCAL_MT/human_parts/{name}.mat", matlab(person(rows > 15)))
            put(f"PASCAL_MT/normals_distill/{name}.png", picture(np.round((normal + 1) / 2 * 255), "PNG"))
            put(f"PASCAL_MT/sal_distill/{name}.png", picture(np.where(thing, 255, 0), "PNG"))
            put(f"PASCAL_MT/pascal-context/trainval/{name}.mat", matlab({"LabelMap": np.where(thing, 9, 2).astype("u2")}))
