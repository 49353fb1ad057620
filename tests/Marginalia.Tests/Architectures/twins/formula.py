"""Values that both sides of a comparison compute for themselves, and files of results."""
import json
import struct

import torch


def values(name, shape, dtype=torch.float32):
    """Even on -1 .. 1, from the name and the place only: whole numbers up to the last division, so the same everywhere."""
    start = sum((i + 1) * ord(c) for i, c in enumerate(name))
    count = 1
    for size in shape:
        count *= size
    whole = (torch.arange(count) * 1103515245 + start * 12345) % 2147483648
    return (whole.double() / 1073741824 - 1).to(dtype).reshape(shape)


def fill(state):
    """Fills a state dict: weights of variance 2 / fan in, normalizations near the identity."""
    for name, tensor in state.items():
        u = values(name, tensor.shape)
        if name.endswith("num_batches_tracked"):
            continue
        if name.endswith("running_var") or name.endswith("weight") and tensor.dim() == 1:
            tensor.copy_(1 + u / 4)
        elif tensor.dim() == 1:
            tensor.copy_(u / 4)
        else:
            tensor.copy_(u * (6 / tensor[0].numel()) ** 0.5)


def probe(tensor, count=200):
    """Some of the values, from all over."""
    flat = tensor.detach().reshape(-1)
    return flat[:: max(1, flat.numel() // count)][:count].clone()


def save(path, tensors, metadata):
    """Writes float32 tensors as a safetensors file."""
    header, data = {"__metadata__": metadata}, b""
    for name, tensor in tensors.items():
        part = tensor.detach().float().contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(part)]}
        data += part
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
