"""Records what PyTorch computes with functions and layers, for LayerFixtureTests.

Run once, on Debian 12 with python3-torch (libtorch 1.13), in this folder:

    OPENBLAS_NUM_THREADS=1 python3 make_layers.py

It writes layers.json. Arguments bear TorchSharp's names. Tensors are given by shape: element i is sin(0.7 i + 1.3 n), where n counts the
tensors of a call. Gradients are recorded as one number per tensor: the sum of their products with cos(i).
"""
import json
import math

import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
CASES, MODULES = [], []


def x(*shape, kind="any"):
    """A tensor; kind: any, positive (0.1 to 1), constant (the same, without gradient), signs (1 and -1), logs (log probabilities along the last dimension)."""
    return {"shape": list(shape), "kind": kind}


def ints(values, *shape):
    return {"ints": values, "shape": list(shape) or [len(values)]}


def pair(*values):
    return {"tuple": list(values)}


def formula(shape, n, kind="any"):
    t = torch.tensor([math.sin(0.7 * i + 1.3 * n) for i in range(math.prod(shape))], dtype=torch.float64).reshape(shape)
    if kind in ("positive", "constant"):
        return t * 0.45 + 0.55
    if kind == "signs":
        return torch.where(t > 0, 1.0, -1.0).double()
    return t.log_softmax(-1) if kind == "logs" else t


def real(value, n):
    if isinstance(value, dict) and "ints" in value:
        return torch.tensor(value["ints"]).reshape(value["shape"])
    if isinstance(value, dict) and "shape" in value:
        return formula(value["shape"], n, value["kind"]).requires_grad_(value["kind"] in ("any", "positive"))
    return value


def real_arguments(arguments):
    tensors = 0
    result = {}
    for name, value in arguments.items():
        result[name] = real(value, tensors)
        tensors += isinstance(value, dict) and "shape" in value
    return result


def numbers(t):
    """Eight digits; whole numbers without a point, to save space."""
    return [compact(v) for v in t.detach().double().reshape(-1).tolist()]


def compact(v, digits=8):
    v = float(f"{v:.{digits}g}")
    return int(v) if v.is_integer() else v


def exact(state):
    return {k: v.detach().double().reshape(-1).tolist() for k, v in state.items()}


def gradients(output, tensors):
    leaves = [t for t in tensors if isinstance(t, torch.Tensor) and t.requires_grad]
    if not leaves or not output.requires_grad:
        return []
    found = torch.autograd.grad((output * torch.cos(torch.arange(output.numel(), dtype=torch.float64)).reshape(output.shape)).sum(), leaves, allow_unused=True)
    return [None if g is None else compact((g * torch.cos(torch.arange(g.numel(), dtype=torch.float64)).reshape(g.shape)).sum().item()) for g in found]


def case(function, arguments, compute):
    """One call of torch.nn.functional; compute gets the arguments under TorchSharp's names."""
    real_ones = real_arguments(arguments)
    torch.manual_seed(5)
    output = compute(**real_ones)
    outputs = output if isinstance(output, tuple) else (output,)
    CASES.append({"function": function, "arguments": arguments, "shape": list(outputs[0].shape), "outputs": [numbers(o) for o in outputs], "gradients": gradients(outputs[0], real_ones.values())})


def module(name, arguments, inputs, make, call=None):
    """A layer made after seed 3: its state, its output in training (after seed 5) and the state then, its output in evaluation (empty if it is the same)."""
    torch.manual_seed(3)
    layer = make()
    before = exact(layer.state_dict())
    real_ones = list(real_arguments(dict(enumerate(inputs))).values())
    run = call or (lambda l, *a: l(*a))
    torch.manual_seed(5)
    train = run(layer, *real_ones)
    after = exact(layer.state_dict())
    layer.eval()
    evaluation = run(layer, *real_ones)
    MODULES.append({"module": name, "arguments": arguments, "inputs": inputs, "state": before, "train": numbers(train), "shape": list(train.shape), "after": {} if after == before else after, "eval": [] if torch.equal(evaluation, train) else numbers(evaluation)})


def losses(function, arguments, compute, **more):
    for reduction in ("None", "Mean", "Sum"):
        case(function, {**arguments, **more, "reduction": reduction}, lambda reduction, **a: compute(reduction=reduction.lower(), **a))


exec(open("layer_cases.py").read())

json.dump({"libtorch": torch.__version__.split("a")[0].split("+")[0], "functions": CASES, "modules": MODULES}, open("layers.json", "w"), separators=(",", ":"))
print(len(CASES), "functions,", len(MODULES), "modules")
