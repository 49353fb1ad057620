"""Records files that PyTorch writes, for the tests in Files/ and jit/; the others here were written by TorchSharp 0.107 and PyTorch on libtorch 1.13.1.

Run once, on Debian 12 with python3-torch (libtorch 1.13), in this folder: python3 make_files.py
"""
import collections
import json
from typing import Dict, List, Optional, Tuple

import torch
from torch import nn


def every_type():
    """One tensor of each element type, a scalar, an empty one, and one in column-major order."""
    tensors = {
        "bool": torch.tensor([True, False, True]),
        "uint8": torch.tensor([0, 255], dtype=torch.uint8),
        "int8": torch.tensor([-128, 127], dtype=torch.int8),
        "int16": torch.tensor([-32768, 32767], dtype=torch.int16),
        "int32": torch.tensor([[1, -2], [3, -2147483648]], dtype=torch.int32),
        "int64": torch.tensor([9007199254740993, -1]),
        "float16": torch.tensor([1, 0.1], dtype=torch.float16),
        "bfloat16": torch.tensor([1, 0.1], dtype=torch.bfloat16),
        "float32": torch.arange(24.0).reshape(1, 2, 3, 4),
        "float64": torch.tensor(0.1, dtype=torch.float64),
        "complex64": torch.tensor([1 - 1j, 2 + 0.5j]),
        "complex128": torch.tensor([1 - 1j], dtype=torch.complex128),
        "empty": torch.empty(0, 3),
        "transposed": torch.arange(6.0).reshape(2, 3).t(),
    }
    torch.save(tensors, "py_every_type.pt")
    torch.save({f"tensor{i}": torch.full((1,), float(i)) for i in range(40)}, "py_many.pt")


def checkpoint():
    """Nested, as training scripts save: a parameter, optimiser state, numbers, strings, a list, and protocol 4."""
    weight = nn.Parameter(torch.ones(2))
    optimizer = torch.optim.Adam([weight], 0.1)
    weight.sum().backward()
    optimizer.step()
    content = {
        "model": collections.OrderedDict(weight=weight),
        "optimizer": optimizer.state_dict(),
        "epoch": 3,
        "best": 0.25,
        "name": "run",
        "big": 2**70,
        "history": [torch.tensor([1.0]), (torch.tensor([2.0]), None)],
        "size": torch.Size([2, 3]),
        "device": torch.device("cpu"),
        "dtype": torch.float32,
    }
    torch.save(content, "py_checkpoint.pt")
    torch.save(content, "py_checkpoint_legacy.pt", _use_new_zipfile_serialization=False)
    torch.save(content, "py_checkpoint_protocol4.pt", pickle_protocol=4)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(2, 2)
        self.register_buffer("shift", torch.tensor([1.0, -1.0]))

    def forward(self, x):
        return self.linear(x) + self.shift


class Script(nn.Module):
    """Answers with everything that TorchScript can pass."""

    table: torch.Tensor

    def __init__(self):
        super().__init__()
        self.block = Block()
        self.scale = nn.Parameter(torch.tensor([2.0]))
        self.dropout = nn.Dropout(0.5)
        self.table = torch.tensor([1.0, 2.0, 3.0])

    def forward(self, x):
        return self.dropout(self.block(x)) * self.scale

    @torch.jit.export
    def add(self, a, b):
        return a + b

    @torch.jit.export
    def pair(self, a, b):
        return a + b, a - b

    @torch.jit.export
    def nested(self, a) -> Tuple[torch.Tensor, Tuple[int, List[torch.Tensor]]]:
        return a, (int(a.numel()), [a, a * 2])

    @torch.jit.export
    def numbers(self, n: int, f: float, b: bool, s: str) -> Tuple[int, float, bool, str]:
        return n + 1, f * 2, not b, s + "!"

    @torch.jit.export
    def lists(self, tensors: List[torch.Tensor], ints: List[int], floats: List[float]):
        return torch.stack(tensors).sum() + float(sum(ints)) + sum(floats)

    @torch.jit.export
    def ints(self, n: int) -> List[int]:
        return [i * i for i in range(n)]

    @torch.jit.export
    def maybe(self, x: torch.Tensor, y: Optional[torch.Tensor] = None) -> torch.Tensor:
        return x if y is None else x + y

    @torch.jit.export
    def dictionary(self, d: Dict[str, torch.Tensor]) -> Dict[str, torch.Tensor]:
        return {"sum": d["a"] + d["b"]}

    @torch.jit.export
    def lookup(self):
        return self.table.sum()

    @torch.jit.export
    def nothing(self):
        pass

    @torch.jit.export
    def fails(self, x):
        return x.matmul(torch.ones(7, 7))


class TwoInputs(nn.Module):
    def forward(self, a, b):
        return a - b


def scripts():
    torch.manual_seed(1)
    module = Script()
    torch.jit.save(torch.jit.script(module), "script.pt")
    torch.jit.save(torch.jit.script(TwoInputs()), "script_two.pt")
    module.eval()
    x = torch.tensor([[1.0, 2.0], [-0.5, 0.25]])
    described = {name: {"shape": list(t.shape), "values": t.flatten().tolist()} for name, t in module.state_dict().items()}
    result = module(x)
    with open("script.json", "w") as file:
        json.dump({"state": described, "input": x.flatten().tolist(), "eval_output": result.flatten().tolist()}, file, indent=1)


if __name__ == "__main__":
    every_type()
    checkpoint()
    scripts()
