"""The same data loading in PyTorch: the worker that tests/Benchmarks compares with.

Reads lines "epoch<tab>KIND<tab>FOLDER" and answers with examples, seconds and seconds of processor time; "train<tab>FOLDER<tab>STEPS" with
seconds of waiting for data and seconds in all.
"""
import multiprocessing
import os
import sys
import time
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, transforms

WORKERS = int(sys.argv[1])
TICKS = os.sysconf("SC_CLK_TCK")


class Arrays(Dataset):
    """NYUv2 in MTAN's layout."""

    def __init__(self, root):
        self.root = root + "/train"
        self.count = len(os.listdir(self.root + "/image"))

    def __len__(self):
        return self.count

    def __getitem__(self, index):
        def read(name):
            return np.load(f"{self.root}/{name}/{index}.npy")
        image, depth, normal = (torch.from_numpy(np.moveaxis(read(name), -1, 0)).float() for name in ("image", "depth", "normal"))
        return image, torch.from_numpy(read("label")).long(), depth, normal


def loader(kind, root, workers):
    if kind == "jpeg":
        change = transforms.Compose([transforms.Resize((144, 144)), transforms.RandomCrop(128), transforms.RandomHorizontalFlip(), transforms.ToTensor()])
        data, size = datasets.ImageFolder(root + "/train", change), 32
    else:
        data, size = Arrays(root), 4
    return DataLoader(data, size, shuffle=True, num_workers=workers, persistent_workers=workers > 0)


def processor_time():
    """Of this process and its workers."""
    spent = time.process_time()
    for child in multiprocessing.active_children():
        with open(f"/proc/{child.pid}/stat") as stat:
            words = stat.read().rsplit(")", 1)[1].split()
        spent += (int(words[11]) + int(words[12])) / TICKS
    return spent


LOADERS = {}


def once(batches):
    processor, start, count = processor_time(), time.perf_counter(), 0
    for batch in batches:
        count += len(batch[0])
    return count, time.perf_counter() - start, processor_time() - processor


def epoch(kind, root):
    """With as many workers as cores; where there is one core, in place, if that is faster."""
    if (kind, root) not in LOADERS:
        choices = [loader(kind, root, WORKERS)] + ([loader(kind, root, 0)] if WORKERS == 1 else [])
        for choice in choices:
            once(choice)
        LOADERS[kind, root] = min(choices, key=lambda choice: once(choice)[1])
    return once(LOADERS[kind, root])


class SegNet(nn.Module):
    def __init__(self, outputs, widths=(16, 24, 32, 48)):
        super().__init__()

        def stage(a, b):
            return nn.Sequential(nn.Conv2d(a, b, 3, padding=1, bias=False), nn.BatchNorm2d(b), nn.ReLU())
        self.encoder = nn.ModuleList(stage(widths[i - 1] if i else 3, w) for i, w in enumerate(widths))
        self.decoder = nn.ModuleList(stage(widths[i], widths[max(0, i - 1)]) for i in reversed(range(len(widths))))
        self.heads = nn.ModuleList(nn.Sequential(nn.Conv2d(widths[0], widths[0], 3, padding=1), nn.ReLU(), nn.Conv2d(widths[0], n, 1)) for n in outputs)

    def forward(self, x):
        positions = []
        for stage in self.encoder:
            x, where = F.max_pool2d(stage(x), 2, return_indices=True)
            positions.append(where)
        for stage in self.decoder:
            x = stage(F.max_unpool2d(x, positions.pop(), 2))
        return [head(x) for head in self.heads]


def train(root, steps):
    model = SegNet((13, 1, 3))
    optimizer = torch.optim.Adam(model.parameters(), 1e-4)

    def endless():
        batches = loader("npy", root, 1)
        while True:
            yield from batches
    batches = endless()
    for step in range(-1, steps):
        if step == 0:
            start, waited = time.perf_counter(), 0
        asked = time.perf_counter()
        image, label, depth, normal = next(batches)
        if step >= 0:
            waited += time.perf_counter() - asked
        y = model(image)
        loss = F.cross_entropy(y[0], label, ignore_index=-1) + (y[1] - depth).abs().mean() + (1 - F.cosine_similarity(y[2], normal)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return waited, time.perf_counter() - start


def main():
    torch.set_num_threads(1)
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        request, *words = line.rstrip("\n").split("\t")
        answer = epoch(*words) if request == "epoch" else train(words[0], int(words[1]))
        print("\t".join(str(number) for number in answer), flush=True)


main()
