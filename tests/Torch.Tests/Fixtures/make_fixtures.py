"""Records what PyTorch computes, for PyTorchFixtureTests.

Run once, on Debian 12 with python3-torch (libtorch 1.13) and libopenblas0-pthread, in this folder:

    OPENBLAS_NUM_THREADS=1 python3 make_fixtures.py

It writes pytorch.json. Arrays are the base64 of their little-endian bytes, so that every bit counts.
"""
import base64
import ctypes
import json

import torch
from torch import nn

torch.set_num_threads(1)


def packed(tensor):
    data = tensor.detach().contiguous()
    return {"shape": list(data.shape), "dtype": str(data.dtype).removeprefix("torch."), "bytes": base64.b64encode(data.numpy().tobytes()).decode()}


def joined(tensors):
    return packed(torch.cat([t.detach().reshape(-1) for t in tensors]))


def openblas_core():
    library = ctypes.CDLL("libopenblas.so.0")
    library.openblas_get_corename.restype = ctypes.c_char_p
    return library.openblas_get_corename().decode()


def random_numbers():
    torch.manual_seed(1234)
    return {
        "rand": packed(torch.rand(5)),
        "rand_large": packed(torch.rand(7, 11)),
        "randn": packed(torch.randn(5)),
        "randn_large": packed(torch.randn(9, 13)),
        "randn_float64": packed(torch.randn(20, dtype=torch.float64)),
        "randperm": packed(torch.randperm(17)),
        "randint": packed(torch.randint(-3, 12, (10,))),
        "uniform_": packed(torch.empty(6).uniform_(-2, 3)),
        "normal_": packed(torch.empty(6).normal_(1, 4)),
        "bernoulli": packed(torch.bernoulli(torch.full((12,), 0.3))),
    }


def generator():
    first = torch.Generator().manual_seed(99)
    return {"rand": packed(torch.rand(4, generator=first)), "randn": packed(torch.randn(4, generator=first)), "randperm": packed(torch.randperm(6, generator=first))}


def initial_parameters():
    torch.manual_seed(7)
    layers = {
        "Linear": nn.Linear(6, 4),
        "Linear_nobias": nn.Linear(6, 4, bias=False),
        "Conv2d": nn.Conv2d(3, 5, (3, 2)),
        "Conv2d_groups": nn.Conv2d(4, 6, 3, groups=2, bias=False),
        "Embedding": nn.Embedding(7, 3, padding_idx=2),
    }
    result = {name: joined(layer.parameters()) for name, layer in layers.items()}
    torch.manual_seed(8)
    for name in ["xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_"]:
        result[name] = packed(getattr(nn.init, name)(torch.empty(4, 3, 2)))
    return result


class Toy(nn.Module):
    """A trunk of four layers of 20 and two affine heads: the shape of GradNorm's toy problem."""

    def __init__(self):
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(50, 20), nn.ReLU(), nn.Linear(20, 20), nn.ReLU(), nn.Linear(20, 20), nn.ReLU(), nn.Linear(20, 20), nn.ReLU())
        self.heads = nn.ModuleList([nn.Linear(20, 20), nn.Linear(20, 20)])

    def forward(self, x):
        h = self.trunk(x)
        return [head(h) for head in self.heads]


def training(make_optimizer):
    torch.manual_seed(3)
    net = Toy()
    x = torch.randn(32, 50)
    targets = [torch.randn(32, 20), 10 * torch.randn(32, 20)]
    optimizer = make_optimizer(net.parameters())
    losses = []
    for _ in range(5):
        optimizer.zero_grad()
        loss = sum(nn.functional.mse_loss(out, target) for out, target in zip(net(x), targets))
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return {"losses": packed(torch.stack(losses)), "parameters": joined(net.parameters())}


OPTIMIZERS = {
    "SGD_momentum": lambda p: torch.optim.SGD(p, 1e-2, momentum=0.9),
    "SGD_nesterov_decay": lambda p: torch.optim.SGD(p, 1e-2, momentum=0.8, weight_decay=0.01, nesterov=True),
    "SGD_dampening_maximize": lambda p: torch.optim.SGD(p, 1e-4, momentum=0.8, dampening=0.3, maximize=True),
    "Adam": lambda p: torch.optim.Adam(p, 1e-3),
    "Adam_decay_amsgrad": lambda p: torch.optim.Adam(p, 1e-2, betas=(0.8, 0.95), weight_decay=0.1, amsgrad=True),
    "AdamW": lambda p: torch.optim.AdamW(p, 1e-2, weight_decay=0.1),
}

if __name__ == "__main__":
    recorded = {
        "libtorch": torch.__version__.split("a")[0].split("+")[0],
        "openblas_core": openblas_core(),
        "random": random_numbers(),
        "generator": generator(),
        "initial": initial_parameters(),
        "training": {name: training(make) for name, make in OPTIMIZERS.items()},
    }
    with open("pytorch.json", "w") as file:
        json.dump(recorded, file, indent=1)
        file.write("\n")
