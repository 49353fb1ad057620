"""Twins of the encoder-focused architectures: cross-stitch, NDDR-CNN, MTAN on a staged backbone."""
from twin import *


class CrossStitchUnit(nn.Module):
    def __init__(self, tasks, channels):
        super().__init__()
        self.alpha = nn.ParameterList(nn.Parameter(torch.rand(tasks, channels)) for _ in range(tasks))

    def forward(self, maps):
        return [sum(row.view(1, -1, 1, 1) * x for row, x in zip(alpha, maps)) for alpha in self.alpha]


class SoftSharing(nn.Module):
    def __init__(self, widths, outputs):
        super().__init__()
        self.encoders = nn.ModuleList(ConvNet(widths) for _ in outputs)
        self.heads = nn.ModuleList(UNetHead(widths, n) for n in outputs)

    def forward(self, x):
        maps, mixtures = [x] * len(self.heads), []
        for k in range(len(self.encoders[0].stages)):
            maps = self.mix(k, [encoder.stages[k](m) for encoder, m in zip(self.encoders, maps)])
            mixtures.append(maps)
        return [head(self.for_head(t, [m[t] for m in mixtures])) for t, head in enumerate(self.heads)]

    def for_head(self, task, maps):
        return maps


class CrossStitch(SoftSharing):
    def __init__(self, widths, outputs):
        super().__init__(widths, outputs)
        self.units = nn.ModuleList(CrossStitchUnit(len(outputs), c) for c in widths)

    def mix(self, k, maps):
        return self.units[k](maps)


class NddrLayer(nn.Module):
    def __init__(self, tasks, channels):
        super().__init__()
        self.convolution = nn.Conv2d(tasks * channels, channels, 1, bias=False)
        self.normalization = nn.BatchNorm2d(channels, momentum=0.05)

    def forward(self, x):
        return F.relu(self.normalization(self.convolution(x)))


class NddrCnn(SoftSharing):
    def __init__(self, widths, outputs):
        super().__init__(widths, outputs)
        self.layers = nn.ModuleList(nn.ModuleList(NddrLayer(len(outputs), c) for _ in outputs) for c in widths)
        self.shortcuts = nn.ModuleList(nn.Conv2d(sum(widths), widths[-1], 1) for _ in outputs)

    def mix(self, k, maps):
        return [layer(torch.cat(maps, 1)) for layer in self.layers[k]]

    def for_head(self, task, maps):
        size = maps[-1].shape[2:]
        resized = [F.interpolate(m, size=size, mode="bilinear", align_corners=False) for m in maps]
        return [*maps[:-1], self.shortcuts[task](torch.cat(resized, 1))]


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
    def __init__(self, widths, outputs, reduction):
        super().__init__()
        self.backbone = ConvNet(widths)
        self.attention = nn.ModuleList(
            nn.ModuleList(AttentionModule(c if k == 0 else 2 * c, c // reduction, c) for k, c in enumerate(widths)) for _ in outputs)
        self.refinement = nn.ModuleList(ConvolutionBlock(a, b) for a, b in zip(widths, widths[1:]))
        self.heads = nn.ModuleList(UNetHead(widths, n) for n in outputs)

    def forward(self, x):
        u, p = [], []
        for stage in self.backbone.stages:
            u.append(stage.enter(x))
            p.append(stage.blocks[-1](u[-1]))
            x = p[-1]
        results = []
        for attention, head in zip(self.attention, self.heads):
            attended = [attention[0](u[0]) * p[0]]
            for k in range(1, len(u)):
                before = F.max_pool2d(self.refinement[k - 1](attended[-1]), 2)
                attended.append(attention[k](torch.cat([u[k], before], 1)) * p[k])
            results.append(head(attended))
        return results


if __name__ == "__main__":
    torch.manual_seed(0)
    for name, model in [
        ("cross-stitch", CrossStitch([4, 6], [2, 3])),
        ("nddr-cnn", NddrCnn([4, 6], [2, 3])),
        ("mtan", Mtan([4, 6, 8], [2, 3], 2)),
    ]:
        disturb(model)
        write(name, model, torch.randn(2, 3, 12, 8))
