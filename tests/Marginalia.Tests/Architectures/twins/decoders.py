"""Twins of the decoder-focused architectures: PAD-Net, PAP-Net, JTRL, MTI-Net. Each keeps its earlier predictions, of the image's size, in `intermediate`."""
from twin import *


def enlarge(x, like):
    return x if x.shape[2:] == like.shape[2:] else F.interpolate(x, size=like.shape[2:], mode="bilinear", align_corners=False)


class InitialPredictions(nn.Module):
    def __init__(self, channels, width, outputs):
        super().__init__()
        self.features = nn.ModuleList(UNetHead(channels, width) for _ in outputs)
        self.predictions = nn.ModuleList(nn.Conv2d(width, n, 1) for n in outputs)

    def forward(self, maps):
        return [F.relu(head(maps)) for head in self.features]


class RefinementHead(nn.Module):
    def __init__(self, inputs, channels, outputs):
        super().__init__()
        self.first = ConvolutionBlock(inputs, channels)
        self.second = ConvolutionBlock(channels, channels)
        self.output = nn.Conv2d(channels, outputs, 1)

    def forward(self, x):
        return self.output(self.second(self.first(x)))


class TaskDistillation(nn.Module):
    def __init__(self, target, tasks, c):
        super().__init__()
        self.target = target
        self.messages, self.gates = (nn.ModuleList(nn.Conv2d(c, c, 3, padding=1) for _ in range(tasks - 1)) for _ in range(2))

    def forward(self, features):
        sources = features[:self.target] + features[self.target + 1:]
        return features[self.target] + sum(m(f) * torch.sigmoid(g(f)) for f, m, g in zip(sources, self.messages, self.gates))


class PadNet(nn.Module):
    def __init__(self, widths, outputs, auxiliary, width):
        super().__init__()
        tasks = outputs + auxiliary
        self.backbone = ConvNet(widths)
        self.initial = InitialPredictions(widths, width, tasks)
        self.distillation = nn.ModuleList(TaskDistillation(t, len(tasks), width) for t in range(len(outputs)))
        self.decoders = nn.ModuleList(RefinementHead(width, width, n) for n in outputs)

    def forward(self, x):
        features = self.initial(self.backbone(x))
        first = [enlarge(p(f), x) for p, f in zip(self.initial.predictions, features)]
        n = len(self.decoders)
        self.intermediate = [[p] for p in first[:n]] + [[] for _ in first[n:]]
        return [enlarge(decoder(distil(features)), x) for decoder, distil in zip(self.decoders, self.distillation)] + first[n:]


class AffinityPropagation(nn.Module):
    def __init__(self, tasks, steps):
        super().__init__()
        self.steps = steps
        self.combination = nn.Parameter(torch.randn(tasks))
        self.rate = nn.Parameter(torch.randn(1))

    def forward(self, f0, affinities):
        m = torch.einsum("t,tnij->nij", self.combination.softmax(0), torch.stack(affinities))
        beta, f = torch.sigmoid(self.rate), f0
        for _ in range(self.steps):
            f = (1 - beta) * (m @ f) + beta * f0
        return f


class PapNet(nn.Module):
    def __init__(self, widths, outputs, auxiliary, width, steps):
        super().__init__()
        tasks = outputs + auxiliary
        self.backbone = ConvNet(widths)
        self.initial = InitialPredictions(widths, width, tasks)
        self.reductions = nn.ModuleList(nn.Conv2d(width, width // 2, 1) for _ in tasks)
        self.propagation = nn.ModuleList(AffinityPropagation(len(tasks), steps) for _ in outputs)
        self.decoders = nn.ModuleList(RefinementHead(2 * width, width, n) for n in outputs)

    def forward(self, x):
        features = self.initial(self.backbone(x))
        first = [enlarge(p(f), x) for p, f in zip(self.initial.predictions, features)]
        n = len(self.decoders)
        self.intermediate = [[p] for p in first[:n]] + [[] for _ in first[n:]]
        size = [-(-side // 8) for side in x.shape[2:]]
        coarse = [F.adaptive_avg_pool2d(f, size) for f in features]
        reduced = [r(c).flatten(2) for r, c in zip(self.reductions, coarse)]
        affinities = [torch.softmax(torch.einsum("nci,ncj->nij", r, r), 2) for r in reduced]
        results = []
        for f, c, propagate, decoder in zip(features, coarse, self.propagation, self.decoders):
            spread = propagate(c.flatten(2).transpose(1, 2), affinities).transpose(1, 2).reshape(c.shape)
            results.append(enlarge(decoder(torch.cat([f, enlarge(spread, f)], 1)), x))
        return results + first[n:]


class TaskAttention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.balance = nn.Conv2d(2 * c, c, 1)
        self.shrink = nn.Conv2d(c, c, 3, 2, 1)
        self.attend = nn.Conv2d(c, c, 3, 1, 1)

    def forward(self, own, other):
        b = torch.sigmoid(self.balance(torch.cat([own, other], 1)))
        g = b * own + (1 - b) * other
        return g + g * torch.sigmoid(self.attend(F.interpolate(F.relu(self.shrink(g)), size=g.shape[2:])))


class Jtrl(nn.Module):
    def __init__(self, widths, outputs, width):
        super().__init__()
        coarse_to_fine = [c for c in reversed(widths) for _ in range(2)]
        self.backbone = ConvNet(widths)
        self.entries = nn.ModuleList(ConvolutionBlock(widths[-1], width) for _ in outputs)
        self.attentions = nn.ModuleList(TaskAttention(width) for _ in coarse_to_fine)
        self.blocks = nn.ModuleList(ConvolutionBlock(width + c, width) for c in coarse_to_fine)
        self.predictions = nn.ModuleList(nn.Conv2d(width, outputs[k % 2], 1) for k in range(len(coarse_to_fine)))

    def forward(self, x):
        maps = self.backbone(x)
        a, b = self.entries[0](maps[-1]), self.entries[1](maps[-1])
        found = [[], []]
        for k, m in enumerate(reversed(maps)):
            a = self.blocks[2 * k](torch.cat([self.attentions[2 * k](enlarge(a, m), enlarge(b, m)), m], 1))
            b = self.blocks[2 * k + 1](torch.cat([self.attentions[2 * k + 1](enlarge(b, m), a), m], 1))
            found[0].append(enlarge(self.predictions[2 * k](a), x))
            found[1].append(enlarge(self.predictions[2 * k + 1](b), x))
        self.intermediate = [f[:-1] for f in found]
        return [f[-1] for f in found]


class SqueezeExcitation(nn.Module):
    def __init__(self, c, reduction=16):
        super().__init__()
        units = max(4, c // reduction)
        self.squeeze, self.excite = nn.Linear(c, units), nn.Linear(units, c)

    def forward(self, x):
        return x * torch.sigmoid(self.excite(F.relu(self.squeeze(x.mean((2, 3))))))[:, :, None, None]


class FeaturePropagation(nn.Module):
    def __init__(self, tasks, c):
        super().__init__()
        n = tasks * c
        self.scores = nn.Sequential(ConvolutionBlock(n, n // 4), ConvolutionBlock(n // 4, n // 4), nn.Conv2d(n // 4, n, 1))
        self.reduce = ConvolutionBlock(n, c)
        self.excitations = nn.ModuleList(SqueezeExcitation(c) for _ in range(tasks))

    def forward(self, features):
        x = torch.cat(features, 1)
        b, n, h, w = x.shape
        mask = torch.softmax(self.scores(x).view(b, len(features), -1, h, w), 1)
        common = self.reduce(mask.reshape(b, n, h, w) * x)
        return [f + se(common) for f, se in zip(features, self.excitations)]


class ScaleFusion(nn.Module):
    def __init__(self, widths, outputs):
        super().__init__()
        n = sum(widths)
        self.mix, self.normalization, self.output = nn.Conv2d(n, n, 1), nn.BatchNorm2d(n), nn.Conv2d(n, outputs, 1)

    def forward(self, maps):
        x = torch.cat([enlarge(m, maps[0]) for m in maps], 1)
        return self.output(F.relu(self.normalization(self.mix(x))))


class MtiNet(nn.Module):
    def __init__(self, widths, outputs, auxiliary):
        super().__init__()
        tasks, last = outputs + auxiliary, len(widths) - 1
        self.backbone = ConvNet(widths)
        self.features = nn.ModuleList(nn.ModuleList(nn.Sequential(
            ConvolutionBlock(c + (widths[s + 1] if s < last else 0), c), ConvolutionBlock(c, c)) for _ in tasks) for s, c in enumerate(widths))
        self.predictions = nn.ModuleList(nn.ModuleList(nn.Conv2d(c, n, 1) for n in tasks) for c in widths)
        self.propagation = nn.ModuleList(FeaturePropagation(len(tasks), c) for c in widths[1:])
        self.distillation = nn.ModuleList(nn.ModuleList(TaskDistillation(t, len(tasks), c) for t in range(len(outputs))) for c in widths)
        self.decoders = nn.ModuleList(ScaleFusion(widths, n) for n in outputs)

    def forward(self, x):
        maps = self.backbone(x)
        found, handed = [None] * len(maps), None
        for s in reversed(range(len(maps))):
            inputs = [maps[s] if handed is None else torch.cat([maps[s], enlarge(h, maps[s])], 1) for h in handed or self.features[s]]
            found[s] = [block(i) for block, i in zip(self.features[s], inputs)]
            handed = self.propagation[s - 1](found[s]) if s else None
        n = len(self.decoders)
        first = [[enlarge(self.predictions[s][t](found[s][t]), x) for s in reversed(range(len(maps)))] for t in range(len(found[0]))]
        self.intermediate = first[:n] + [f[:-1] for f in first[n:]]
        final = [decoder([self.distillation[s][t](found[s]) for s in range(len(maps))]) for t, decoder in enumerate(self.decoders)]
        return [enlarge(f, x) for f in final] + [f[-1] for f in first[n:]]


if __name__ == "__main__":
    torch.manual_seed(0)
    for name, model in [
        ("pad-net", PadNet([4, 6], [2, 3], [1], 4)),
        ("pap-net", PapNet([4, 6], [2, 3], [1], 4, 2)),
        ("jtrl", Jtrl([4, 6], [1, 3], 4)),
        ("mti-net", MtiNet([2, 3], [2, 1], [1])),
    ]:
        disturb(model)
        write(name, model, torch.randn(2, 3, 14, 9))
