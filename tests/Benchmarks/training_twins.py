"""Networks of dense prediction in PyTorch, plainly written, and their training: what tests/Benchmarks compares with.

Parameters have the names of the C# ones. Requests are lines of words between tabs:
  import NETWORK PATH    parameters and batch that the other side has written
  losses NETWORK N       answers with the losses of the next N steps
  step NETWORK N         answers with the processor time of N steps in nanoseconds
  memory NETWORK         answers with the peak of resident memory in kB of two steps, above that before them
"""
import ctypes
import gc
import math
import sys
import time
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

OUTPUTS = [13, 1, 3]
WIDTHS = [16, 24, 32, 48]
FINER = [16, 16, 24, 32]


class ConvolutionBlock(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        self.normalization = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.normalization(self.convolution(x)))


# ---- SegNet --------------------------------------------------------------------------------------------------------


class DenseHead(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.hidden = nn.Conv2d(inputs, inputs, 3, padding=1)
        self.output = nn.Conv2d(inputs, outputs, 1)

    def forward(self, x):
        return self.output(F.relu(self.hidden(x)))


class SegNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.ModuleList(nn.Sequential(ConvolutionBlock(a, b)) for a, b in zip([3, *WIDTHS], WIDTHS))
        self.decoder = nn.ModuleList(nn.Sequential(ConvolutionBlock(a, b)) for a, b in zip(reversed(WIDTHS), reversed(FINER)))
        self.heads = nn.ModuleList(DenseHead(WIDTHS[0], n) for n in OUTPUTS)

    def forward(self, x):
        positions = []
        for stage in self.encoder:
            x, where = F.max_pool2d(stage(x), 2, return_indices=True)
            positions.append(where)
        for stage in self.decoder:
            x = stage(F.max_unpool2d(x, positions.pop(), 2))
        return [head(x) for head in self.heads]


# ---- MTAN ----------------------------------------------------------------------------------------------------------


class Stage(nn.Module):
    def __init__(self, *blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)

    def enter(self, x):
        for block in self.blocks[:-1]:
            x = block(x)
        return x

    def forward(self, x):
        return self.blocks[-1](self.enter(x))


class AttentionModule(nn.Module):
    def __init__(self, inputs, hidden, outputs):
        super().__init__()
        self.reduce = nn.Conv2d(inputs, hidden, 1, bias=False)
        self.reduced = nn.BatchNorm2d(hidden)
        self.expand = nn.Conv2d(hidden, outputs, 1, bias=False)
        self.expanded = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return torch.sigmoid(self.expanded(self.expand(F.relu(self.reduced(self.reduce(x))))))


class Mtan(nn.Module):
    def __init__(self):
        super().__init__()
        w, n = WIDTHS, len(WIDTHS)

        def stage(a, b):
            return Stage(ConvolutionBlock(a, b), nn.Sequential(ConvolutionBlock(b, b)))

        self.encoder = nn.ModuleList(stage(3 if k == 0 else w[k - 1], w[k]) for k in range(n))
        self.decoder = nn.ModuleList(stage(w[k], FINER[k]) for k in range(n))
        self.encoderRefinement = nn.ModuleList(ConvolutionBlock(w[k], w[min(n - 1, k + 1)]) for k in range(n))
        self.decoderRefinement = nn.ModuleList(ConvolutionBlock(w[k], FINER[k]) for k in range(n))
        self.encoderAttention = nn.ModuleList(nn.ModuleList(
            AttentionModule(w[0] if k == 0 else 2 * w[k], w[k], w[k]) for k in range(n)) for _ in OUTPUTS)
        self.decoderAttention = nn.ModuleList(nn.ModuleList(
            AttentionModule(w[k] + FINER[k], FINER[k], FINER[k]) for k in range(n)) for _ in OUTPUTS)
        self.heads = nn.ModuleList(nn.Sequential(nn.Conv2d(w[0], w[0], 3, padding=1), nn.Conv2d(w[0], c, 1)) for c in OUTPUTS)

    def forward(self, x):
        encoded, positions, decoded, results = [], [], [], []
        for stage in self.encoder:
            u = stage.enter(x)
            p = stage.blocks[-1](u)
            encoded.append((u, p))
            x, where = F.max_pool2d(p, 2, return_indices=True)
            positions.append(where)
        for stage, where, (_, p) in reversed([*zip(self.decoder, positions, encoded)]):
            g = F.max_unpool2d(x, where, 2, output_size=p.shape[2:])
            x = stage(g)
            decoded.append((g, x))
        for encoder, decoder, head in zip(self.encoderAttention, self.decoderAttention, self.heads):
            a = None
            for attention, refine, (u, p) in zip(encoder, self.encoderRefinement, encoded):
                mask = attention(u if a is None else torch.cat([u, a], 1))
                a = F.max_pool2d(refine(mask * p), 2)
            for attention, refine, (g, d) in zip(reversed(decoder), reversed(self.decoderRefinement), decoded):
                a = refine(F.interpolate(a, size=g.shape[2:], mode="bilinear", align_corners=True))
                a = attention(torch.cat([g, a], 1)) * d
            results.append(head(a))
        return results


# ---- ResNet-18 -----------------------------------------------------------------------------------------------------


class Stem(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)

    def forward(self, x):
        return F.relu(self.bn1(self.conv1(x)), inplace=True)


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride, dilations):
        super().__init__()
        first, second = dilations
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, first, first, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, second, second, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)) if inputs != outputs else None

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)), inplace=True)))
        y += x if self.downsample is None else self.downsample(x)
        return F.relu(y, inplace=True)


class ResNet(nn.Module):
    """Output stride 16: the last stage is dilated."""
    channels = [64, 64, 128, 256, 512]

    def __init__(self):
        super().__init__()
        row = [(64, 64, 1, (1, 1), (1, 1)), (64, 128, 2, (1, 1), (1, 1)), (128, 256, 2, (1, 1), (1, 1)), (256, 512, 1, (1, 2), (2, 2))]
        self.stages = nn.ModuleList([
            Stage(Stem(), nn.MaxPool2d(3, 2, 1)),
            *(Stage(BasicBlock(a, b, s, first), BasicBlock(b, b, 1, second)) for a, b, s, first, second in row)])

    def forward(self, x):
        maps = []
        for stage in self.stages:
            x = stage(x)
            maps.append(x)
        return maps


class UNetHead(nn.Module):
    def __init__(self, channels, outputs):
        super().__init__()
        self.decoder = nn.ModuleList(ConvolutionBlock(b + a, a) for a, b in reversed([*zip(channels, channels[1:])]))
        self.output = nn.Conv2d(channels[0], outputs, 1)

    def forward(self, maps):
        x = maps[-1]
        for block, finer in zip(self.decoder, reversed(maps[:-1])):
            x = block(torch.cat([F.interpolate(x, size=finer.shape[2:]), finer], 1))
        return self.output(x)


class HardSharing(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = ResNet()
        self.heads = nn.ModuleList(UNetHead(ResNet.channels, n) for n in OUTPUTS)

    def forward(self, x):
        maps = self.backbone(x)
        return [F.interpolate(head(maps), size=x.shape[2:], mode="bilinear", align_corners=False) for head in self.heads]


# ---- training ------------------------------------------------------------------------------------------------------


def losses(y, label, depth, normal):
    known = depth > 0
    facing = (normal != 0).any(1)
    return [F.cross_entropy(y[0], label, ignore_index=-1), (y[1] - depth).abs()[known].mean(),
            (1 - (F.normalize(y[2], dim=1) * normal).sum(1))[facing].mean()]


class Run:
    networks = {"SegNet-mini": SegNet, "MTAN-mini": Mtan, "ResNet-18": HardSharing}

    def __init__(self, name, path):
        lines = [line.split() for line in open(path + ".shapes")]
        shapes = [[int(n) for n in line[1:]] for line in lines]
        numbers = torch.from_numpy(np.fromfile(path, dtype=np.float32))
        tensors = {line[0]: part.reshape(shape).clone() for line, part, shape in zip(lines, numbers.split([math.prod(s) for s in shapes]), shapes)}
        image, label, depth, normal = (tensors.pop(field) for field in ["image", "segmentation", "depth", "normal"])
        self.data = [image, label.long(), depth, normal]
        self.model = self.networks[name]()
        parameters = dict(self.model.named_parameters())
        assert parameters.keys() == tensors.keys(), parameters.keys() ^ tensors.keys()
        for key, value in tensors.items():
            assert parameters[key].shape == value.shape, key
            parameters[key].data = value
        self.optimizer = torch.optim.Adam(self.model.parameters(), 1e-3)

    def steps(self, count):
        values = []
        for _ in range(count):
            order = torch.randperm(len(self.data[0]))
            image, *targets = [field[order] for field in self.data]
            loss = sum(losses(self.model(image), *targets))
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            values.append(loss.item())
        return values


LIBC = ctypes.CDLL(None)


def memory(key):
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith(key))


def new_peak():
    with open("/proc/self/clear_refs", "w") as f:
        f.write("5")


def main():
    torch.set_num_threads(int(sys.argv[1]))
    runs = {}
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        request, name, *words = line.rstrip("\n").split("\t")
        if request == "import":
            runs[name] = Run(name, words[0])
            answer = ["done"]
        elif request == "losses":
            answer = runs[name].steps(int(words[0]))
        elif request == "step":
            start = time.process_time_ns()
            runs[name].steps(int(words[0]))
            answer = [time.process_time_ns() - start]
        elif request == "memory":
            gc.collect()
            LIBC.malloc_trim(0)
            new_peak()
            rest = memory("VmRSS")
            runs[name].steps(2)
            answer = [memory("VmHWM") - rest]
        else:
            raise ValueError(request)
        print("\t".join(str(x) for x in answer), flush=True)


main()
