"""The network of EigenFergus.cs in PyTorch, and its fixture: weights, input, outputs of both stages, a gradient. Run: python3 eigen_fergus.py"""
import json
import os
import struct

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
HEIGHT, WIDTH, COARSE, STRIDE, HIDDEN, IMAGE, CHANNELS = 16, 24, 2, 8, 4, 2, 3
OUTPUTS, LAYERS = [2, 1], [2, 1]


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)
        self.normalization = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.normalization(self.convolution(x)))


class Stage(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.blocks = nn.ModuleList([Block(inputs, outputs, stride)])

    def forward(self, x):
        return self.blocks[0](x)


class Trunk(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.stages = nn.ModuleList([Stage(3, widths[0], 1), Stage(widths[0], widths[1], 2)])

    def forward(self, x):
        return self.stages[1](self.stages[0](x))


class Coarse(nn.Module):
    def __init__(self):
        super().__init__()
        self.trunk = Trunk([3, 4])
        self.hidden = nn.Linear(4 * (HEIGHT // 2) * (WIDTH // 2), HIDDEN)
        self.map = nn.Linear(HIDDEN, COARSE * (HEIGHT // STRIDE) * (WIDTH // STRIDE))

    def forward(self, x):
        hidden = F.relu(self.hidden(self.trunk(x).flatten(1)))
        return self.map(hidden).view(-1, COARSE, HEIGHT // STRIDE, WIDTH // STRIDE)


def layer(inputs, outputs, kernel, stride):
    return [nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]


class Fine(nn.Module):
    def __init__(self, coarser, outputs, layers, stride):
        super().__init__()
        self.look = nn.Sequential(*layer(3, IMAGE, 9, 2))
        self.pool = nn.MaxPool2d(3, stride, padding=1)
        self.layers = nn.Sequential(*[part for k in range(layers) for part in layer(IMAGE + coarser if k == 0 else CHANNELS, CHANNELS, 5, 1)])
        self.output = nn.Conv2d(CHANNELS, outputs, 5, padding=2)

    def forward(self, image, coarser):
        seen = self.pool(self.look(image))
        enlarged = F.interpolate(coarser, size=seen.shape[2:], mode="bilinear", align_corners=False)
        return self.output(self.layers(torch.cat([seen, enlarged], 1)))


class EigenFergus(nn.Module):
    def __init__(self):
        super().__init__()
        self.coarse = Coarse()
        self.second = nn.ModuleList([Fine(COARSE, outputs, LAYERS[0], 2) for outputs in OUTPUTS])
        self.third = nn.ModuleList([Fine(outputs, outputs, LAYERS[1], 1) for outputs in OUTPUTS])

    def forward(self, image):
        coarse = self.coarse(image)
        seconds = [fine(image, coarse) for fine in self.second]
        thirds = [fine(image, second) for fine, second in zip(self.third, seconds)]
        enlarge = lambda y: F.interpolate(y, size=image.shape[2:], mode="bilinear", align_corners=False)
        return [enlarge(y) for y in seconds], [enlarge(y) for y in thirds]


def write(path, tensors):
    header, data = {}, b""
    for name, value in tensors.items():
        raw = value.detach().contiguous().numpy().tobytes()
        header[name] = {"dtype": {torch.float32: "F32", torch.int64: "I64"}[value.dtype], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(head)) + head + data)


torch.manual_seed(7)
model = EigenFergus()
fixture = {"model." + name: value.clone() for name, value in model.state_dict().items()}
image = torch.rand(2, 3, HEIGHT, WIDTH, requires_grad=True)
seconds, thirds = model(image)
gradient, last = torch.autograd.grad(sum(y.square().mean() for y in thirds), [image, model.coarse.map.weight])
fixture |= {"image": image, "gradient.image": gradient[:1], "gradient.map": last}
fixture |= {f"second.{k}": y[:1] for k, y in enumerate(seconds)} | {f"third.{k}": y for k, y in enumerate(thirds)}
write(os.path.join(os.path.dirname(__file__), "..", "fixtures", "eigen_fergus.safetensors"), fixture)
print(sum(p.numel() for p in model.parameters()))
