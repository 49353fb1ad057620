"""What the twins share: the small layers of the library in torch.nn, under the same names, and the fixtures."""
import json
import os
import pathlib
import struct

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(1)
FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures"


class ConvolutionBlock(nn.Module):
    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.normalization = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.normalization(self.convolution(x)))


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


class ConvNet(nn.Module):
    def __init__(self, widths, channels=3):
        super().__init__()
        self.channels = widths
        self.stages = nn.ModuleList(
            Stage(ConvolutionBlock(before, width, 1 if k == 0 else 2), ConvolutionBlock(width, width))
            for k, (before, width) in enumerate(zip([channels, *widths], widths)))

    def forward(self, x):
        maps = []
        for stage in self.stages:
            x = stage(x)
            maps.append(x)
        return maps


class UNetHead(nn.Module):
    def __init__(self, channels, outputs):
        super().__init__()
        self.decoder = nn.ModuleList(ConvolutionBlock(channels[k + 1] + channels[k], channels[k]) for k in reversed(range(len(channels) - 1)))
        self.output = nn.Conv2d(channels[0], outputs, 1)

    def forward(self, maps):
        x = maps[-1]
        for k, block in enumerate(self.decoder):
            finer = maps[len(maps) - 2 - k]
            x = block(torch.cat([F.interpolate(x, size=finer.shape[2:]), finer], 1))
        return self.output(x)


def disturb(model):
    """Normalizations that are not the identity, so that a wrong one shows."""
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)


def write(name, model, image):
    """
    Weights, an image, predictions in training mode, also those that the model keeps in `intermediate` on the way, the image's gradient of
    sum of (k + 1) mean(prediction_k^2), predictions in evaluation mode after it.
    """
    tensors = {"model." + key: value.clone() for key, value in model.state_dict().items()}
    image = image.requires_grad_()
    model.train()
    outputs = model(image)
    sum((k + 1) * output.square().mean() for k, output in enumerate(outputs)).backward()
    tensors |= {"input": image, "gradient": image.grad}
    tensors |= {f"train.{k}": output for k, output in enumerate(outputs)}
    tensors |= {f"intermediate.{k}.{i}": early for k, task in enumerate(getattr(model, "intermediate", [])) for i, early in enumerate(task)}
    model.eval()
    with torch.no_grad():
        tensors |= {f"eval.{k}": output for k, output in enumerate(model(image))}
    save(name, tensors)


def save(name, tensors):
    kinds = {torch.float32: "F32", torch.int64: "I64"}
    header, data = {}, b""
    for key, value in sorted(tensors.items(), key=lambda item: (item[1].dtype != torch.int64, item[0])):
        content = value.detach().contiguous().numpy().tobytes()
        header[key] = {"dtype": kinds[value.dtype], "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    FIXTURES.mkdir(exist_ok=True)
    (FIXTURES / (name + ".safetensors")).write_bytes(struct.pack("<Q", len(text)) + text + data)
    print(name, 8 + len(text) + len(data), "bytes")
