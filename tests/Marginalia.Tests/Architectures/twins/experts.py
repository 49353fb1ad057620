"""Twins of mixtures of experts, sluice networks and attentive single-tasking."""
from encoders import *


class ExpertGate(nn.Module):
    def __init__(self, channels, experts):
        super().__init__()
        self.affine = nn.Linear(16 * channels, experts)

    def forward(self, x):
        return torch.softmax(self.affine(F.adaptive_avg_pool2d(x, 4).flatten(1)), 1)


def mix(maps, weights):
    """Maps of experts, each [N, C, H, W]; weights [N, experts]."""
    return torch.einsum("enchw,ne->nchw", torch.stack(maps), weights)


def mix_all(experts, weights):
    return [mix(list(maps), weights) for maps in zip(*experts)]


class Mmoe(nn.Module):
    def __init__(self, widths, experts, outputs):
        super().__init__()
        self.experts = nn.ModuleList(ConvNet(widths) for _ in range(experts))
        self.gates = nn.ModuleList(ExpertGate(3, experts) for _ in outputs)
        self.heads = nn.ModuleList(UNetHead(widths, n) for n in outputs)

    def forward(self, x):
        maps = [expert(x) for expert in self.experts]
        return [head(mix_all(maps, gate(x))) for head, gate in zip(self.heads, self.gates)]


class Cgc(nn.Module):
    def __init__(self, widths, shared, own, outputs):
        super().__init__()
        self.shared = nn.ModuleList(ConvNet(widths) for _ in range(shared))
        self.own = nn.ModuleList(nn.ModuleList(ConvNet(widths) for _ in range(own)) for _ in outputs)
        self.gates = nn.ModuleList(ExpertGate(3, shared + own) for _ in outputs)
        self.heads = nn.ModuleList(UNetHead(widths, n) for n in outputs)

    def forward(self, x):
        shared = [expert(x) for expert in self.shared]
        return [head(mix_all(shared + [expert(x) for expert in own], gate(x))) for head, own, gate in zip(self.heads, self.own, self.gates)]


class Ple(nn.Module):
    def __init__(self, widths, shared, own, outputs):
        super().__init__()
        inputs = [3, *widths[:-1]]
        self.shared = nn.ModuleList(ConvNet(widths) for _ in range(shared))
        self.own = nn.ModuleList(nn.ModuleList(ConvNet(widths) for _ in range(own)) for _ in outputs)
        self.gates = nn.ModuleList(nn.ModuleList(ExpertGate(c, shared + own) for c in inputs) for _ in outputs)
        self.sharedGates = nn.ModuleList(ExpertGate(c, shared + len(outputs) * own) for c in inputs[:-1])
        self.heads = nn.ModuleList(UNetHead(widths, n) for n in outputs)

    def forward(self, x):
        common, states = x, [x] * len(self.heads)
        found = [[] for _ in self.heads]
        for level in range(len(self.gates[0])):
            shared = [expert.stages[level](common) for expert in self.shared]
            own = [[expert.stages[level](state) for expert in experts] for experts, state in zip(self.own, states)]
            if level < len(self.sharedGates):
                common = mix(shared + sum(own, []), self.sharedGates[level](common))
            states = [mix(shared + maps, gates[level](state)) for maps, gates, state in zip(own, self.gates, states)]
            for maps, state in zip(found, states):
                maps.append(state)
        return [head(maps) for head, maps in zip(self.heads, found)]


class SmoothStepGate(nn.Module):
    def __init__(self, channels, experts, selected, gamma):
        super().__init__()
        bits = (experts - 1).bit_length()
        self.steps = nn.Linear(16 * channels, selected * bits)
        self.selectors = nn.Linear(16 * channels, selected)
        self.gamma, self.selected = gamma, selected
        digits = [[int(digit) for digit in f"{expert:0{bits}b}"] for expert in range(experts)]
        self.register_buffer("codes", torch.tensor(digits, dtype=torch.float32).view(1, 1, experts, bits))

    def forward(self, x):
        g = self.gamma
        x = F.adaptive_avg_pool2d(x, 4).flatten(1)
        t = self.steps(x).view(len(x), self.selected, 1, -1)
        s = torch.where(t <= -g / 2, torch.zeros_like(t), torch.where(t >= g / 2, torch.ones_like(t), -2 * t**3 / g**3 + 3 * t / (2 * g) + 0.5))
        chosen = torch.where(self.codes.bool(), s, 1 - s).prod(3)
        return torch.einsum("nk,nke->ne", torch.softmax(self.selectors(x), 1), chosen)


class DSelectK(Mmoe):
    def __init__(self, widths, experts, selected, outputs, gamma):
        super().__init__(widths, experts, outputs)
        self.gates = nn.ModuleList(SmoothStepGate(3, experts, selected, gamma) for _ in outputs)


class Sluice(SoftSharing):
    def __init__(self, widths, outputs):
        super().__init__(widths, outputs)
        self.units = nn.ModuleList(CrossStitchUnit(2 * len(outputs), 1) for _ in widths)
        self.beta = nn.ParameterList(nn.Parameter(torch.rand(len(widths))) for _ in outputs)

    def mix(self, k, maps):
        halves = self.units[k]([half for m in maps for half in m.chunk(2, 1)])
        return [torch.cat(halves[2 * i:2 * i + 2], 1) for i in range(len(maps))]

    def for_head(self, task, maps):
        return [m * b for m, b in zip(maps, self.beta[task])]


class SqueezeExcitation(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.squeeze = nn.Linear(channels, max(4, channels // reduction))
        self.excite = nn.Linear(max(4, channels // reduction), channels)

    def forward(self, x):
        return x * torch.sigmoid(self.excite(F.relu(self.squeeze(x.mean((2, 3))))))[:, :, None, None]


class Astmt(nn.Module):
    def __init__(self, widths, outputs, reduction):
        super().__init__()
        self.backbone = ConvNet(widths)
        blocks = [(a, b, s) for k, width in enumerate(widths) for a, b, s in [([3, *widths][k], width, 1 if k == 0 else 2), (width, width, 1)]]
        self.excitations = nn.ModuleList(nn.ModuleList(SqueezeExcitation(b, reduction) for _, b, _ in blocks) for _ in outputs)
        self.adapters = nn.ModuleList(nn.ModuleList(nn.Conv2d(a, b, 1, s, bias=False) for a, b, s in blocks) for _ in outputs)
        self.heads = nn.ModuleList(UNetHead(widths, n) for n in outputs)

    def forward(self, image):
        results = []
        for excitations, adapters, head in zip(self.excitations, self.adapters, self.heads):
            x, maps, extras = image, [], iter(zip(excitations, adapters))
            for stage in self.backbone.stages:
                for block in stage.blocks:
                    excitation, adapter = next(extras)
                    x = excitation(block(x) + adapter(x))
                maps.append(x)
            results.append(head(maps))
        return results


if __name__ == "__main__":
    torch.manual_seed(0)
    for name, model in [
        ("mmoe", Mmoe([4, 6], 3, [2, 3])),
        ("cgc", Cgc([3, 4], 2, 1, [2, 3])),
        ("ple", Ple([3, 4, 4], 1, 1, [2, 3])),
        ("dselect-k", DSelectK([3, 4], 3, 2, [2, 3], 2.0)),
        ("sluice", Sluice([4, 6], [2, 3])),
        ("astmt", Astmt([4, 6], [2, 3], 2)),
    ]:
        disturb(model)
        write(name, model, torch.randn(2, 3, 12, 8))
