"""The same steps in PyTorch, under the same names: the worker that tests/Benchmarks compares with.

Reads lines "NAME<tab>STEPS" and answers with the processor time of the steps in nanoseconds; "peak" starts a new peak of
resident memory and answers with the last one in kB.
"""
import sys
import time
import torch
from torch import nn
from torch.nn import functional as F


def add(graph):
    a, b = torch.ones(4, requires_grad=graph), torch.ones(4)

    def step():
        for _ in range(100):
            c = a + b
    return step


TASKS = 10


def toy():
    torch.manual_seed(1)
    layers = [nn.Linear(250, 100), nn.ReLU()]
    for _ in range(3):
        layers += [nn.Linear(100, 100), nn.ReLU()]
    return nn.Sequential(*layers), nn.ModuleList(nn.Linear(100, 100) for _ in range(TASKS)), torch.randn(100, 250), [torch.randn(100, 100) for _ in range(TASKS)]


def toy_step(make):
    trunk, heads, x, y = toy()
    optimizer = make(list(trunk.parameters()) + list(heads.parameters()))

    def step():
        optimizer.zero_grad()
        hidden = trunk(x)
        loss = F.mse_loss(heads[0](hidden), y[0])
        for i in range(1, TASKS):
            loss = loss + F.mse_loss(heads[i](hidden), y[i])
        loss.backward()
        optimizer.step()
    return step


def gradnorm_step(make):
    trunk, heads, x, y = toy()
    optimizer = make(list(trunk.parameters()) + list(heads.parameters()))
    shared = trunk[6].weight

    def step():
        optimizer.zero_grad()
        hidden = trunk(x)
        losses = [F.mse_loss(heads[i](hidden), y[i]) for i in range(TASKS)]
        norms = [torch.autograd.grad(loss, shared, retain_graph=True)[0].norm() for loss in losses]
        weights = torch.stack(norms).reciprocal()
        weights = weights / weights.mean()
        (torch.stack(losses) * weights).sum().backward()
        optimizer.step()
    return step


def stage(a, b):
    return nn.Sequential(nn.Conv2d(a, b, 3, padding=1), nn.BatchNorm2d(b), nn.ReLU())


def segnet():
    return nn.Sequential(stage(3, 32), nn.MaxPool2d(2), stage(32, 64), stage(64, 64), stage(64, 32), nn.Conv2d(32, 13 * 4, 1))


class Block(nn.Module):
    def __init__(self, a, b, stride):
        super().__init__()
        self.main = nn.Sequential(nn.Conv2d(a, b, 3, stride, 1, bias=False), nn.BatchNorm2d(b), nn.ReLU(inplace=True),
                                  nn.Conv2d(b, b, 3, 1, 1, bias=False), nn.BatchNorm2d(b))
        self.shortcut = nn.Sequential(nn.Conv2d(a, b, 1, stride, bias=False), nn.BatchNorm2d(b)) if a != b else None

    def forward(self, x):
        return self.main(x).add_(x if self.shortcut is None else self.shortcut(x)).relu_()


class ResNet18(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1),
                                    Block(64, 64, 1), Block(64, 64, 1), Block(64, 128, 2), Block(128, 128, 1),
                                    Block(128, 256, 2), Block(256, 256, 1), Block(256, 512, 2), Block(512, 512, 1))
        self.fc = nn.Linear(512, 1000)

    def forward(self, x):
        return self.fc(self.layers(x).mean([2, 3]))


def image_step(network, images, labels):
    optimizer = torch.optim.SGD(network.parameters(), 1e-3, momentum=0.9)

    def step():
        optimizer.zero_grad()
        scores = network(images)
        if labels.dim() == 3:
            scores = scores.reshape(8, 13, 48, 64)
        F.cross_entropy(scores, labels).backward()
        optimizer.step()
    return step


def array_to_tensor():
    import numpy
    values = numpy.zeros(1 << 18, dtype=numpy.float32)
    return lambda: torch.tensor(values)


def tensor_to_array():
    import numpy
    values, target = torch.rand(1 << 18), numpy.empty(1 << 18, dtype=numpy.float32)
    return lambda: numpy.copyto(target, values.numpy())


def tensor_to_new_array():
    values = torch.rand(1 << 18)
    return lambda: values.numpy().copy()


def sgd(p): return torch.optim.SGD(p, 1e-3, momentum=0.9)
def adam(p): return torch.optim.Adam(p, 1e-3)


CASES = {
    "add": lambda: add(False),
    "add with graph": lambda: add(True),
    "GradNorm toy step, SGD": lambda: gradnorm_step(sgd),
    "GradNorm toy step, Adam": lambda: gradnorm_step(adam),
    "toy step, SGD": lambda: toy_step(sgd),
    "toy step, Adam": lambda: toy_step(adam),
    "SegNet-like step": lambda: image_step(segnet(), torch.rand(8, 3, 48, 64), torch.randint(0, 13, (8, 48, 64))),
    "ResNet-18 step": lambda: image_step(ResNet18(), torch.rand(8, 3, 112, 112), torch.randint(0, 1000, (8,))),
    "array to tensor, 1 MB": array_to_tensor,
    "tensor to array, 1 MB": tensor_to_array,
    "tensor to new array, 1 MB": tensor_to_new_array,
}


def peak():
    kb = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    with open("/proc/self/clear_refs", "w") as f:
        f.write("5")
    return kb


def main():
    torch.set_num_threads(int(sys.argv[1]))
    steps = {}
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        name, _, count = line.rstrip("\n").partition("\t")
        if name == "peak":
            print(peak(), flush=True)
            continue
        if name not in steps:
            steps[name] = CASES[name]()
        step, count = steps[name], int(count)
        start = time.process_time_ns()
        for _ in range(count):
            step()
        print(time.process_time_ns() - start, flush=True)


main()
