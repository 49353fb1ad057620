"""VGG of torchvision, wide ResNet and HRNet written here, and heads, on weights by formula: writes ../fixtures/backbones.safetensors.

Parameters are filled by the names that they have in the library, so a twin that we write has those names, and of torchvision's modules the k-th value
gets the k-th name.
"""
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import torch
import torch.nn.functional as F
import torchvision
from torch import nn

import formula

torch.set_num_threads(1)


def conv(a, b, k, stride=1, bias=False):
    return nn.Conv2d(a, b, k, stride, k // 2, bias=bias)


class Stem(nn.Module):
    def __init__(self, a, b, k, stride, activate=True):
        super().__init__()
        self.conv1, self.bn1, self.activate = conv(a, b, k, stride), nn.BatchNorm2d(b), activate

    def forward(self, x):
        x = self.bn1(self.conv1(x))
        return F.relu(x) if self.activate else x


class Residual(nn.Module):
    def __init__(self, a, b, bottleneck=False):
        super().__init__()
        inside = b // 4 if bottleneck else b
        self.conv1, self.bn1 = conv(a, inside, 1 if bottleneck else 3), nn.BatchNorm2d(inside)
        self.conv2, self.bn2 = conv(inside, inside, 3), nn.BatchNorm2d(inside)
        if bottleneck:
            self.conv3, self.bn3 = conv(inside, b, 1), nn.BatchNorm2d(b)
        self.downsample = nn.Sequential(conv(a, b, 1), nn.BatchNorm2d(b)) if a != b else nn.Identity()

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if hasattr(self, "conv3"):
            y = self.bn3(self.conv3(F.relu(y)))
        return F.relu(y + self.downsample(x))


class HrModule(nn.Module):
    def __init__(self, widths, blocks):
        super().__init__()
        self.branches = nn.ModuleList([nn.Sequential(*[Residual(w, w) for _ in range(blocks)]) for w in widths])
        self.fuse = nn.ModuleList()
        for i, w in enumerate(widths):
            row = nn.ModuleList()
            for j, v in enumerate(widths):
                if j > i:
                    row.append(nn.Sequential(Stem(v, w, 1, 1, False)))
                elif j == i:
                    row.append(nn.Sequential())
                else:
                    row.append(nn.Sequential(*[Stem(v, w if s == i - 1 else v, 3, 2, s < i - 1) for s in range(j, i)]))
            self.fuse.append(row)

    def forward(self, maps):
        maps = [branch(x) for branch, x in zip(self.branches, maps)]
        sums = []
        for i, row in enumerate(self.fuse):
            total = 0
            for j, path in enumerate(row):
                y = path(maps[j])
                total = total + (F.interpolate(y, size=maps[i].shape[2:], mode="bilinear", align_corners=False) if j > i else y)
            sums.append(F.relu(total))
        return sums


class HrNet(nn.Module):
    def __init__(self, stem, stem_width, widths, modules, blocks):
        super().__init__()
        self.stem, self.transitions, self.stages = nn.Sequential(*stem), nn.ModuleList(), nn.ModuleList()
        for k in range(2, len(widths) + 1):
            before = [stem_width] if k == 2 else widths[: k - 1]
            self.transitions.append(nn.ModuleList([
                nn.Sequential(*([Stem(before[i], widths[i], 3, 1)] if i < len(before) and before[i] != widths[i] else
                                [Stem(before[-1], widths[i], 3, 2)] if i >= len(before) else []))
                for i in range(k)]))
            self.stages.append(nn.Sequential(*[HrModule(widths[:k], blocks) for _ in range(modules[k - 2])]))

    def forward(self, x):
        maps = [self.stem(x)]
        for transition, stage in zip(self.transitions, self.stages):
            maps = [path(maps[min(i, len(maps) - 1)]) for i, path in enumerate(transition)]
            maps = stage(maps)
        return maps


def hrnet(width, small):
    n = 2 if small else 4
    stem = [Stem(3, 64, 3, 2), Stem(64, 64, 3, 2)] + [Residual(64 if i == 0 else 256, 256, True) for i in range(n)]
    return HrNet(stem, 256, [width * 2**i for i in range(4)], [1, 3, 2] if small else [1, 4, 3], n)


class Preactivation(nn.Module):
    def __init__(self, a, b, stride, finishes):
        super().__init__()
        self.bn1, self.conv1, self.bn2, self.conv2 = nn.BatchNorm2d(a), conv(a, b, 3, stride), nn.BatchNorm2d(b), conv(b, b, 3)
        if a != b or stride != 1:
            self.shortcut = conv(a, b, 1, stride)
        if finishes:
            self.finish = nn.BatchNorm2d(b)

    def forward(self, x):
        y = F.relu(self.bn1(x))
        z = self.conv2(F.relu(self.bn2(self.conv1(y)))) + (self.shortcut(y) if hasattr(self, "shortcut") else x)
        return F.relu(self.finish(z)) if hasattr(self, "finish") else z


class Row(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)


class Wide(nn.Module):
    def __init__(self, depth, widen):
        super().__init__()
        n, w = (depth - 4) // 6, [16, 16 * widen, 32 * widen, 64 * widen]
        self.stages = nn.ModuleList([
            Row(([conv(3, 16, 3)] if k == 1 else []) + [Preactivation(w[k - 1] if i == 0 else w[k], w[k], 2 if i == 0 and k > 1 else 1, k == 3 and i == n - 1) for i in range(n)])
            for k in range(1, 4)])

    def forward(self, x):
        maps = []
        for stage in self.stages:
            for block in stage.blocks:
                x = block(x)
            maps.append(x)
        return maps


def count(net):
    return str(sum(p.numel() for p in net.parameters()))


results, metadata = {}, {}
with torch.no_grad():
    image = formula.values("image", [1, 3, 48, 64])
    for name, net in [("vgg16", torchvision.models.vgg16()), ("vgg19_bn", torchvision.models.vgg19_bn())]:
        net.eval()
        formula.fill(net.state_dict())
        x, k = image, 0
        for layer in net.features:
            if isinstance(layer, nn.MaxPool2d):
                results[f"{name}.{k}"] = formula.probe(x)
                k += 1
            x = layer(x)
        metadata[f"parameters.{name}"] = count(net.features)
        metadata[f"names.{name}"] = ";".join(f"{key}:{','.join(map(str, value.shape))}" for key, value in net.state_dict().items() if key.startswith("features"))
    small = formula.values("image", [1, 3, 20, 28])
    for name, net, x in [
        ("wide", Wide(16, 2), small), ("hrnet", hrnet(18, True), image), ("hrnetmini", HrNet([Stem(3, 4, 3, 1)], 4, [4, 6, 8], [1, 1], 1), small)]:
        net.eval()
        formula.fill(net.state_dict())
        for k, y in enumerate(net(x)):
            results[f"{name}.{k}"] = formula.probe(y)
    for name, net in [("28-10", Wide(28, 10)), ("28-4", Wide(28, 4)), ("16-8", Wide(16, 8)), ("W18small", hrnet(18, True)), ("W18", hrnet(18, False)), ("W32", hrnet(32, False))]:
        metadata[f"parameters.{name}"] = count(net)

    def names(*blocks):
        parts = ["convolution.weight", "normalization.weight", "normalization.bias", "normalization.running_mean", "normalization.running_var", "normalization.num_batches_tracked"]
        return [f"{block}.{part}" for block in blocks for part in parts]

    deeplab = torchvision.models.segmentation.deeplabv3.DeepLabHead(8, 3).eval()
    formula.fill(dict(zip(names("branches.0", "branches.1", "branches.2", "branches.3", "mean", "project", "hidden") + ["output.weight", "output.bias"], deeplab.state_dict().values())))
    x = formula.values("map", [2, 8, 9, 12])
    results["deeplab"] = deeplab(x)[0].reshape(-1)
    metadata["parameters.deeplab"] = count(deeplab)
    fcn = torchvision.models.segmentation.fcn.FCNHead(8, 3).eval()
    formula.fill(dict(zip(names("hidden") + ["output.weight", "output.bias"], fcn.state_dict().values())))
    results["fcn"] = fcn(x)[0].reshape(-1)
    metadata["parameters.fcn"] = count(fcn)

    head = nn.ModuleDict({"hidden": nn.Conv2d(15, 15, 1), "normalization": nn.BatchNorm2d(15), "output": nn.Conv2d(15, 3, 1)}).eval()
    formula.fill(head.state_dict())
    maps = [formula.values(f"map{k}", [1, 4 + k, -(-9 // 2**k), -(-12 // 2**k)]) for k in range(3)]
    whole = torch.cat([maps[0]] + [F.interpolate(m, size=maps[0].shape[2:], mode="bilinear", align_corners=False) for m in maps[1:]], 1)
    results["hrnethead"] = head["output"](F.relu(head["normalization"](head["hidden"](whole)))).reshape(-1)

here = os.path.dirname(os.path.abspath(__file__))
formula.save(os.path.join(here, "..", "fixtures", "backbones.safetensors"), results, metadata)
print({key: value[:60] for key, value in metadata.items()}, {key: (float(value.abs().mean())) for key, value in results.items()})
