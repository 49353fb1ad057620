"""Records what PyTorch computes for each operator on tensors, for RecordedOperatorTests.

Run once, on Debian 12 with python3-torch (libtorch 1.13), in this folder: python3 make_operators.py
It writes operators.json: calls with the C# types of their arguments, results, and whether the gradient can be checked.
"""
import json
import math
import warnings

import torch

warnings.simplefilter("ignore")
torch.set_num_threads(1)
calls = []


class As:
    """A value with the C# type of the parameter that takes it."""

    def __init__(self, type, value, plain=None):
        self.type, self.value, self.plain = type, value, value if plain is None else plain


def S(x): return As("Scalar", x)
def F(x): return As("Single", x)
def I(x): return As("Int32", x)
def NL(x): return As("Int64?", x)
def NI(x): return As("Int32?", x)
def ND(x): return As("Double?", x)
def P(*x): return As("(" + ", ".join(["Int64"] * len(x)) + ")", list(x))
def Ls(*x): return As("IEnumerable`1", list(x))
def Ts(*x): return As("Tensor[]", list(x))
def NS(x): return As("Scalar", x)


FLOOR, TRUNC, NONE = (As("RoundingMode", m) for m in ("floor", "trunc", "None"))


def v(*shape, lo=-2.0, hi=2.0, seed=1, dtype=torch.float64):
    g = torch.Generator().manual_seed(seed)
    x = torch.rand(shape, dtype=torch.float64, generator=g) * (hi - lo) + lo
    return ((x * 97).round() / 97 + 0.0011).to(dtype) if dtype.is_floating_point else x.to(dtype)


def t(x, dtype=None): return torch.tensor(x, dtype=dtype)
def d(x): return torch.tensor(x, dtype=torch.float64)
def b(*x): return torch.tensor([bool(i) for i in x])


NAMES = {torch.float64: "Float64", torch.float32: "Float32", torch.float16: "Float16", torch.int64: "Int64", torch.int32: "Int32", torch.bool: "Bool", torch.uint8: "Byte", torch.int16: "Int16", torch.complex128: "ComplexFloat64"}


def number(x):
    if isinstance(x, (bool, int)): return x
    if isinstance(x, complex): return [number(x.real), number(x.imag)]
    if math.isnan(x): return "NaN"
    if math.isinf(x): return "Infinity" if x > 0 else "-Infinity"
    return x if abs(x) > 1e300 else float(f"{x:.11g}")


def packed(x):
    x = x.detach().resolve_conj().resolve_neg()
    return {"dtype": NAMES[x.dtype], "shape": list(x.shape), "values": [number(y) for y in x.reshape(-1).tolist()]}


def described(x):
    if x is None: return None
    if isinstance(x, torch.Tensor): return packed(x)
    if isinstance(x, (list, tuple)): return [described(y) for y in x]
    return number(x)


def argument(x):
    if isinstance(x, As): return {x.type: [packed(y) for y in x.value] if x.type == "Tensor[]" else None if x.value is None else packed(x.value) if isinstance(x.value, torch.Tensor) else x.value}
    if isinstance(x, torch.Tensor): return {"Tensor": packed(x)}
    if isinstance(x, bool): return {"Boolean": x}
    if isinstance(x, int): return {"Int64": x}
    if isinstance(x, float): return {"Double": x}
    if isinstance(x, list): return {"Int64[]": x}
    raise TypeError(x)


def plain(x):
    x = x.value if isinstance(x, As) else x
    return None if x == "None" else x


def first(x): return x if isinstance(x, torch.Tensor) else x[0]


def differentiable(f, args):
    places = [i for i, a in enumerate(args) if isinstance(a, torch.Tensor) and a.dtype == torch.float64]
    if not places: return False

    def run(*leaves):
        full = list(args)
        for i, leaf in zip(places, leaves): full[i] = leaf
        return first(f(*full))
    try:
        leaves = [args[i].detach().clone().requires_grad_() for i in places]
        out = run(*leaves)
        return out.dtype == torch.float64 and out.requires_grad and torch.autograd.gradcheck(run, leaves, eps=1e-5, atol=1e-6, rtol=1e-6)
    except (RuntimeError, IndexError, TypeError):
        return False


def call(name, *args, f=None, static=False, twin=True, inplace=True, seed=None, grad=True):
    """One call: of a method of the first argument, or of torch if static; twin says that the same static function exists there."""
    base = name[:-1] if name.endswith("_") else name
    if f is None: f = getattr(torch, name) if hasattr(torch, name) and not name.endswith("_") else getattr(torch.Tensor, name) if hasattr(torch.Tensor, name) else getattr(torch.nn.functional, base)
    values = [plain(a) for a in args]
    if seed is not None: torch.manual_seed(seed)
    result = f(*[a.clone() if isinstance(a, torch.Tensor) else a for a in values])
    entry = {"name": name, "args": [argument(a) for a in args], "result": described(result)}
    if static: entry["static"] = True
    if not twin: entry["twin"] = False
    if not inplace: entry["inplace"] = False
    if seed is not None: entry["seed"] = seed
    elif grad and not name.endswith("_") and differentiable(f, values): entry["gradient"] = True
    calls.append(entry)


# ---------------------------------------------------------------- one tensor, element by element
X = v(2, 3)
for n in "abs absolute angle ceil cos cosh deg2rad erf erfc exp exp2 expm1 fix floor frac i0 neg negative positive rad2deg reciprocal sgn sigmoid sign signbit sin sinc sinh square tan tanh trunc asinh arcsinh atan arctan".split(): call(n, X)
for n in "acos arccos asin arcsin atanh arctanh erfinv".split(): call(n, v(2, 3, lo=-0.9, hi=0.9))
for n in "log log10 log1p log2 rsqrt sqrt lgamma digamma".split(): call(n, v(2, 3, lo=0.2, hi=4))
for n in "acosh arccosh".split(): call(n, v(2, 3, lo=1.1, hi=4))
W = d([1.5, math.nan, math.inf, -math.inf, 0.0, -0.0])
for n in "isnan isfinite isinf isneginf isposinf isreal logical_not sign nan_to_num".split(): call(n, W, grad=False)
call("signbit", W[1:].nan_to_num(3.0)[[1, 2, 3, 4]]); call("bitwise_not", t([5, -3, 0])); call("bitwise_not", b(1, 0))
call("logit", v(3, lo=0.2, hi=0.8)); call("logit", d([0.0, 0.05, 0.9, 1.2]), ND(0.1), f=lambda x, e: torch.logit(x, e))
call("nan_to_num", W, 2.5, ND(7.0), ND(-8.0), f=lambda x, a, p, n: torch.nan_to_num(x, a, p, n), grad=False)
call("mvlgamma", v(3, lo=2, hi=4), 3); call("polygamma", v(3, lo=1, hi=4), 2, f=lambda x, p: torch.polygamma(p, x))
call("round", d([0.5, 1.5, 2.5, -0.5, 1.26])); call("round", d([0.25, 1.255, -3.146]), 2, f=lambda x, n: torch.round(x, decimals=n), grad=False); call("round", d([1250.0, -1351.0]), -2, f=lambda x, n: torch.round(x, decimals=n), grad=False)
call("frexp", v(4, lo=-9, hi=9)); call("sgn", torch.complex(v(3), v(3, seed=2))); call("angle", torch.complex(v(3), v(3, seed=2)))

# ---------------------------------------------------------------- activations
nn = torch.nn.functional
call("celu", X); call("celu", X, S(0.7), f=torch.celu); call("elu", X, f=nn.elu); call("elu", X, 0.6, f=nn.elu)
call("elu", X, S(0.6), S(1.3), S(0.8), f=lambda x, a, s, i: torch.ops.aten.elu(x, a, s, i))
call("gelu", X, f=nn.gelu); call("gelu", X, As("Approximate", "tanh"), f=lambda x, a: nn.gelu(x, approximate=a))
call("glu", v(2, 4), f=lambda x: nn.glu(x)); call("glu", v(4, 3), 0, f=lambda x, i: nn.glu(x, i))
for n in "hardsigmoid hardswish selu silu relu relu6".split(): call(n, v(2, 4, lo=-7, hi=7), f=getattr(nn, n))
call("hardtanh", X, S(-0.4), S(1.2), f=lambda x, a, c: nn.hardtanh(x, a, c)); call("leaky_relu", X, S(0.3), f=nn.leaky_relu); call("log_sigmoid", X, f=nn.logsigmoid)
call("prelu", v(2, 3), d([0.1, 0.2, 0.3])); call("rrelu", X, f=lambda x: nn.rrelu(x)); call("rrelu", X, 0.2, 0.4, f=lambda x, l, u: nn.rrelu(x, l, u))
call("softplus", X, f=nn.softplus); call("softplus", X, 3.0, 4.0, f=lambda x, a, c: nn.softplus(x, a, c)); call("threshold", X, S(0.3), S(-5.0), f=nn.threshold)
call("channel_shuffle", torch.arange(12.0, dtype=torch.float64).reshape(1, 6, 2, 1), 2)

# ---------------------------------------------------------------- arithmetic
A, B = v(2, 3, lo=0.5, hi=3), v(3, lo=0.6, hi=3, seed=2)
for n in ("add", "sub", "subtract", "mul", "multiply"):
    call(n, A, B); call(n, A, S(1.7))
call("add", A, B, S(3.0), f=lambda a, c, s: torch.add(a, c, alpha=s)); call("add", A, S(1.5), S(3.0), f=lambda a, c, s: a + c * s)
for n in ("div", "divide"):
    call(n, A, B); call(n, A, S(0.7))
    for m in (FLOOR, TRUNC, NONE):
        call(n, A - 2, B, m, f=lambda a, c, r: torch.div(a, c, rounding_mode=r)); call(n, A - 2, S(0.7), m, f=lambda a, c, r: torch.div(a, c, rounding_mode=r))
for n in ("fmod", "remainder"):
    call(n, A - 2, B); call(n, A - 2, S(-0.7))
for n in ("true_divide", "floor_divide"):
    call(n, A - 2, B); call(n, A - 2, S(0.7))
call("floor_divide", t([7, -7]), t(2)); call("true_divide", t([7, -7]), t(2), inplace=False); call("div", t([7, -7]), S(2), inplace=False)
call("pow", A, B); call("pow", A, S(1.7)); call("float_power", A, B); call("float_power", t([2, 3]), t([2, -1]), inplace=False)
call("addcmul", A, B, B * B, S(2.0), f=lambda a, x, y, s: torch.addcmul(a, x, y, value=s)); call("addcdiv", A, B, B * B, S(2.0), f=lambda a, x, y, s: torch.addcdiv(a, x, y, value=s)); call("addcdiv", A, B, B * B)
call("lerp", A, B, d(0.3)); call("clamp", A, NS(0.9), NS(1.9)); call("clamp", A, B - 0.4, B); call("clip", A, NS(0.9), NS(1.9))
call("clamp", A, NS(None), NS(1.9), f=lambda a, l, h: torch.clamp(a, max=h)); call("clamp_min", A, S(1.2)); call("clamp_max", A, S(1.2))
for n in ("maximum", "minimum", "fmax", "fmin", "atan2", "arctan2", "copysign", "hypot", "logaddexp", "logaddexp2", "nextafter"): call(n, A - 2, B - 1)
call("arctan", A - 2, B - 1, f=torch.atan2); call("fmax", d([1.0, math.nan]), d([math.nan, math.nan]), grad=False); call("maximum", d([1.0, math.nan]), d([math.nan, 1.0]), grad=False)
call("igamma", A, B, grad=False); call("igammac", A, B, grad=False); call("ldexp", A, t([1, -2, 3])); call("lcm", t([4, 6]), t([6, 8])); call("gcd", t([4, 6]), t([6, 8]))
call("heaviside", d([-1.0, 0.0, 2.0]), d(0.4), grad=False); call("xlogy", d([0.0, 1.5]), d([2.0, 0.6]), grad=False); call("xlogy", A, S(2.5)); call("xlogy", A, B)

# ---------------------------------------------------------------- comparisons, logic, bits
C, D = d([1.0, 2.0, 3.0]), d([1.0, 3.0, 2.0])
for n in ("eq", "ne", "lt", "le", "gt", "ge"):
    call(n, C, D); call(n, C, S(2.0))
for n in ("less", "less_equal", "greater", "greater_equal", "not_equal"): call(n, C, D)
call("equal", C, D, f=torch.eq); call("where", C, b(1, 0, 1), D, twin=False, f=lambda x, c, y: torch.where(c, x, y)); call("where", b(1, 0, 1), C, D, static=True); call("where", t([[0, 1], [1, 1]]) > 0, static=True, f=lambda c: list(torch.where(c)))
call("allclose", C, C + 0.01, 0.0, 0.02, False, f=lambda a, c, r, l, n: torch.allclose(a, c, r, l, n)); call("allclose", C, C + 0.01); call("allclose", W, W, 1e-5, 1e-8, True, f=lambda a, c, r, l, n: torch.allclose(a, c, r, l, n))
call("isclose", C, C + d([0.0, 0.03, 0.05]), 0.01, 0.0, False, f=lambda a, c, r, l, n: torch.isclose(a, c, r, l, n)); call("isclose", W, W, 1e-5, 1e-8, True, f=lambda a, c, r, l, n: torch.isclose(a, c, r, l, n))
call("isin", t([[1, 2], [3, 4]]), t([2, 3])); call("isin", t([1, 2, 3]), t([2]), True, True, f=lambda a, c, u, i: torch.isin(a, c, assume_unique=u, invert=i))
for n in ("logical_and", "logical_or", "logical_xor"): call(n, d([0.0, 1.0, 0.0, 2.0]), d([0.0, 0.0, 3.0, 4.0]), grad=False)
for n in ("bitwise_and", "bitwise_or", "bitwise_xor"): call(n, t([6, 5, -1]), t([3, 5, 9]))
call("bitwise_left_shift", t([1, 5, -3]), t([3, 1, 2])); call("bitwise_right_shift", t([17, 5, -30]), t([3, 1, 2]))

# ---------------------------------------------------------------- reductions
R = v(2, 3, 4, seed=3)
Q = d([[1.0, math.nan, 3.0], [4.0, 5.0, math.nan]])
T64 = As("ScalarType?", "Float64")
call("sum", R, f=lambda x: x.sum()); call("sum", R, 1, f=lambda x, i: x.sum(i)); call("sum", R, -1, True, f=lambda x, i, k: x.sum(i, k)); call("sum", R, 0, 2, f=lambda x, i, j: x.sum((i, j))); call("sum", R, 0, 2, True, f=lambda x, i, j, k: x.sum((i, j), k)); call("sum", R, 0, 1, 2, f=lambda x, *i: x.sum(i)); call("sum", R, [0, 2], True, f=lambda x, i, k: x.sum(i, k))
call("sum", t([1, 2], torch.int32), T64, f=lambda x, _: x.sum(dtype=torch.float64)); call("sum", b(1, 1), 0, False, T64, f=lambda x, i, k, _: x.sum(i, k, dtype=torch.float64))
call("mean", R); call("mean", R, [0, 2], True, f=lambda x, i, k: x.mean(i, k)); call("mean", t([1, 2]), [0], False, T64, f=lambda x, i, k, _: x.mean(i, k, dtype=torch.float64))
call("nansum", Q, grad=False); call("nanmean", Q, grad=False); call("nanmean", Q, NI(1), True, f=lambda x, i, k: x.nanmean(i, k), grad=False); call("prod", R, f=lambda x: x.prod()); call("prod", R, 1, True, f=lambda x, i, k: x.prod(i, k))
for n in ("max", "min"):
    call(n, R); call(n, R, 1, True); call(n, A, B + 0 * A)
call("aminmax", R, f=lambda x: torch.aminmax(x)); call("aminmax", R, NL(1), True, f=lambda x, i, k: torch.aminmax(x, dim=i, keepdim=k))
for n in ("argmax", "argmin"):
    call(n, R); call(n, R, 1, True)
for n in ("median", "nanmedian"): call(n, v(4)); call(n, Q.reshape(-1), grad=False)
call("mode", t([[1, 2, 2], [3, 3, 1]])); call("mode", t([[1, 2, 2], [1, 3, 1]]), 0, True, f=lambda x, i, k: torch.mode(x, i, k))
call("kthvalue", R, 2, NL(1), True, f=lambda x, n, i, k: torch.kthvalue(x, n, i, k)); call("kthvalue", R, 3, NL(None), f=lambda x, n, i: torch.kthvalue(x, n))
call("kthvalue", R, 2, NL(1), f=torch.kthvalue, static=True)
call("quantile", R, d([0.25, 0.6]), 1, True, f=lambda x, q, i, k: torch.quantile(x, q, i, k)); call("quantile", v(5), d(0.3), f=torch.quantile); call("nanquantile", Q, d(0.25), 1, f=torch.nanquantile, grad=False); call("nanquantile", Q, d(0.25), 0, True, f=lambda x, q, i, k: torch.nanquantile(x, q, i, k), grad=False)
for n in ("all", "any"): call(n, t([[0, 1], [1, 1]])); call(n, t([[0, 1], [1, 1]]), 1, True)
call("count_nonzero", t([[0, 1, 2], [0, 0, 3]])); call("count_nonzero", t([[0, 1, 2], [0, 0, 3]]), [0]); call("logsumexp", R, 1, True); call("histc", d([0.1, 1.2, 2.9, 3.0, -1.0]), 3, 0, 3, grad=False); call("histc", d([0.0, 1.0, 2.0]), 2, grad=False)
call("cov", v(2, 5)); call("cov", v(2, 4), 0, t([1, 2, 1, 3]), d([0.5, 1.0, 0.2, 0.3]), f=lambda x, c, w, a: torch.cov(x, correction=c, fweights=w, aweights=a)); call("corrcoef", v(2, 5))
call("dist", C, D, F(3.0)); call("renorm", v(2, 3), F(2.0), 0, F(1.0)); call("bincount", t([0, 2, 2]), d([1.0, 2.0, 0.5]), 5, f=lambda x, w, m: torch.bincount(x, w, m)); call("bincount", t([0, 2, 2]), static=True)
call("norm", R); call("norm", R, F(3.0)); call("norm", R, I(1), True, F(3.0), f=lambda x, i, k, p: torch.norm(x, p, i, k)); call("norm", R, static=True); call("norm", R, F(1.0), static=True)
call("softmax", R, 1, f=lambda x, i: torch.softmax(x, i)); call("softmax", R, I(1), f=lambda x, i: torch.softmax(x, i), static=True); call("log_softmax", R, 1, f=lambda x, i: torch.log_softmax(x, i))
for n in ("amax", "amin"):
    call(n, R, [0, 2]); call(n, R, [0, 2], True); call(n, R, [1], True, static=True)
call("amax", R, [0, 2], static=True)
for n in ("std", "var", "std_mean", "var_mean"):
    g = getattr(torch, n)
    call(n, R, f=lambda x: g(x)); call(n, R, False, f=lambda x, u: g(x, unbiased=u)); call(n, R, 1, False, True, f=lambda x, i, u, k: g(x, [i], u, k)); call(n, R, P(0, 2), f=lambda x, i: g(x, i)); call(n, R, P(0, 1, 2), False, f=lambda x, i, u: g(x, i, u)); call(n, R, [1, 2], False, True, f=lambda x, i, u, k: g(x, i, u, k))
U = t([3, 1, 3, 3, 2, 2])
call("unique", U, True, True, True, f=lambda x, *o: torch.unique(x, *o)); call("unique", U, f=lambda x: (torch.unique(x), None, None)); call("unique", t([[1, 2], [0, 1], [1, 2]]), True, False, True, NI(0), f=lambda x, s, i, c, m: (lambda r: (r[0], None, r[1]))(torch.unique(x, s, i, c, m)))
call("unique_consecutive", U, True, True, f=lambda x, i, c: torch.unique_consecutive(x, i, c)); call("unique_consecutive", t([[1, 2], [1, 2], [1, 3]]), False, False, NI(0), f=lambda x, i, c, m: (torch.unique_consecutive(x, i, c, m), None, None))

# ---------------------------------------------------------------- scans and sorting
for n in ("cumsum", "cumprod", "logcumsumexp", "cummax", "cummin"): call(n, R, 1)
call("cumsum", t([1, 2]), 0, T64, f=lambda x, i, _: x.cumsum(i, dtype=torch.float64)); call("cumprod", t([1, 2]), 0, T64, f=lambda x, i, _: x.cumprod(i, dtype=torch.float64))
call("argsort", R); call("argsort", R, 1, True); call("msort", R); call("sort", R); call("sort", t([2, 1, 2, 1]), 0, True, True, f=lambda x, i, e, s: torch.sort(x, stable=s, dim=i, descending=e)); call("topk", R, I(2)); call("topk", R, I(2), I(1), False, True)
call("diff", R); call("diff", R, 2, 1, v(2, 1, 4), v(2, 2, 4, seed=4))
call("trapezoid", R); call("trapezoid", R, 0.5, 1, f=lambda x, h, i: torch.trapezoid(x, dx=h, dim=i)); call("trapezoid", R, d([0.0, 0.5, 2.0]), 1, f=lambda x, h, i: torch.trapezoid(x, h, dim=i))
call("cumulative_trapezoid", R); call("cumulative_trapezoid", R, 0.5, 1, f=lambda x, h, i: torch.cumulative_trapezoid(x, dx=h, dim=i)); call("cumulative_trapezoid", R, d([0.0, 0.5, 2.0]), 1, f=lambda x, h, i: torch.cumulative_trapezoid(x, h, dim=i))

# ---------------------------------------------------------------- shapes
call("reshape", R, [4, -1]); call("ravel", R); call("flatten", R, 1, 2); call("unflatten", R, 2, [2, -1], f=lambda x, i, s: x.unflatten(i, s)); call("unflatten", R, 2, As("Size", [2, 2]), f=lambda x, i, s: x.unflatten(i, s)); call("unsqueeze", R, 1); call("squeeze", R[:1], f=torch.squeeze); call("squeeze", R[:1, :1], NL(1))
for n in ("transpose", "swapdims", "swapaxes"): call(n, R, 0, 2)
call("t", X); call("adjoint", torch.complex(v(2, 3), v(2, 3, seed=2))); call("permute", R, [2, 0, 1])
for n in ("movedim", "moveaxis"): call(n, R, [0, 1], [2, 0]); call(n, R, 0, 2, static=True)
call("moveaxis", R, P(0, 1), P(2, 0), static=True); call("moveaxis", R, P(0, 1, 2), P(2, 0, 1), static=True); call("moveaxis", v(1, 2, 1, 3), P(0, 1, 2, 3), P(2, 0, 1, 3), static=True)
call("broadcast_to", X, [2, 2, 3]); call("flip", R, [0, 2]); call("fliplr", X); call("flipud", X)
call("roll", X, 2); call("roll", X, 1, NL(1)); call("roll", X, [2]); call("roll", X, [1, -1], [0, 1]); call("roll", X, P(1, -1), P(0, 1)); call("roll", R, P(1, -1, 2), P(0, 1, 2))
call("rot90", X); call("rot90", R, 3, As("(Int64, Int64)?", [2, 1])); call("repeat_interleave", X, 2); call("repeat_interleave", X, 2, NL(1), NL(6), f=lambda x, r, i, o: torch.repeat_interleave(x, r, i, output_size=o)); call("repeat_interleave", X, t([1, 3]), NL(0))
call("diag", d([1.0, 2.0]), 1); call("diag", X, 1); call("diagflat", X, -1); call("diagonal", R, 1, 2, 0); call("diag_embed", X, 1, 0, 2); call("tril", v(3, 3), 1); call("triu", v(3, 3), -1); call("tile", X, [2, 1, 2])
call("chunk", R, 2, 2); call("unbind", R, 1); call("tensor_split", v(7), 3); call("tensor_split", R, [1, 3], 2); call("tensor_split", R, t([1, 3]), 2); call("hsplit", R, 3); call("hsplit", R, [1, 2]); call("hsplit", v(4), t([1, 2]), f=lambda x, i: torch.hsplit(x, i.tolist())); call("hsplit", R, t([1, 2]), f=lambda x, i: torch.hsplit(x, i.tolist()))
call("vsplit", R, 2); call("vsplit", R, [1]); call("vsplit", R, t([1]), f=lambda x, i: torch.vsplit(x, i.tolist())); call("dsplit", R, 2); call("dsplit", R, [1, 3]); call("dsplit", R, t([1, 3]), f=lambda x, i: torch.dsplit(x, i.tolist()))
call("hsplit", R, P(1, 2), static=True); call("hsplit", v(2, 5), P(1, 2, 4), static=True); call("hsplit", v(2, 5), P(1, 2, 3, 4), static=True); call("dsplit", R, P(1, 2)); call("dsplit", R, P(1, 2, 3)); call("dsplit", R, P(0, 1, 2, 3))
call("split", v(7), 3); call("split", v(7), 3, I(0), f=torch.split); call("split", R, [1, 3], 2); call("split", v(7), [2, 5]); call("split", R, [1, 3], 2, static=True)
call("view", R, [6, -1]); call("view_as", R, v(4, 6), grad=False); call("expand", X, [2, -1, 3]); call("expand", v(1, 3), [2, 3], False, f=lambda x, s, _: x.expand(s)); call("expand", X, As("Size", [2, -1, 3]), f=lambda x, s: x.expand(s)); call("expand_as", v(1, 3), v(2, 3), grad=False); call("repeat", X, [2, 1, 2]); call("unfold", v(6), 0, 3, 2); call("as_strided", v(3, 3), [2, 2], [1, 2], 1)
for n in ("atleast_1d", "atleast_2d", "atleast_3d"):
    call(n, d(2.0)); call(n, d([1.0, 2.0])); call(n, Ts(d(2.0), d([1.0, 2.0]), X), f=lambda x: list(getattr(torch, n)(*x)), static=True)
call("block_diag", Ts(X, d([4.0])), f=lambda x: torch.block_diag(*x), static=True); call("alias", X, f=lambda x: x)

# ---------------------------------------------------------------- indexing
Z = v(3, 4)
call("select", R, 1, -1); call("narrow", R, 2, 1, 2); call("index_select", R, 2, t([3, 0])); call("gather", Z, 1, t([[0, 1], [3, 2], [1, 1]])); call("gather", Z, 1, t([[0, 1], [3, 2], [1, 1]]), False, static=True, f=lambda x, i, j, s: torch.gather(x, i, j, sparse_grad=s))
call("index_add", Z, 0, t([0, 2, 0]), v(3, 4, seed=5), S(2.0), f=lambda x, i, j, s, a: torch.index_add(x, i, j, s, alpha=a)); call("index_copy", Z, 1, t([3, 0]), v(3, 2, seed=5)); call("index_fill", Z, 1, t([3, 0]), S(7.5), f=torch.index_fill)
call("scatter", Z, 1, t([[0, 1], [3, 2], [1, 0]]), v(3, 2, seed=5)); call("scatter_add", Z, 1, t([[0, 0], [3, 2], [1, 1]]), v(3, 2, seed=5)); call("take", Z, t([[0, 11], [-1, 5]]))
call("masked_select", Z, Z > 0); call("masked_fill", Z, Z > 0, S(9.0), f=torch.masked_fill, grad=False); call("masked_scatter", Z, b(1, 0, 1, 0), v(2, 3, seed=5)); call("nonzero", t([[0, 1], [2, 0]])); call("argwhere", t([[0, 1], [2, 0]])); call("nonzero_as_list", t([[0, 1], [2, 0]]), f=lambda x: list(x.nonzero(as_tuple=True)))
call("select_scatter", Z, v(3, seed=5), 1, 2); call("slice_scatter", Z, v(3, 2, seed=5), 1, NL(0), NL(4), 2); call("slice_scatter", Z, v(2, 4, seed=5), 0, NL(1), f=lambda x, s, i, a: torch.slice_scatter(x, s, i, a, x.shape[i], 1)); call("diagonal_scatter", Z, v(2, seed=5), 2, f=torch.diagonal_scatter); call("diagonal_scatter", R, v(4, 2, seed=5), 0, 0, 1)
call("bucketize", d([1.0, 2.0, 5.0]), d([0.0, 2.0, 4.0])); call("bucketize", d([1.0, 2.0, 5.0]), d([0.0, 2.0, 4.0]), True, True, f=lambda x, e, i, r: torch.bucketize(x, e, out_int32=i, right=r))
call("slice", R, 2, 1, 4, 2, f=lambda x, i, a, e, s: x[:, :, a:e:s]); call("take_along_dim", Z, t([[2, 1]]), 1); call("take_along_dim", Z, t([5, 0]), twin=False); call("take_along_dim", Z.reshape(-1), Ls(5, 0), f=lambda x, i: x[i]); call("take_along_dim", Z.reshape(-1), Ls(5, 0), 0, f=lambda x, i, _: x[i]); call("permute", R, Ls(2, 0, 1)); call("take_along_dim", Z, t([[2, 1]]), 1, static=True); call("index", Z, Ts(t([0, 2]), t([3, 1])), f=lambda x, i: x[i[0], i[1]])

# ---------------------------------------------------------------- linear algebra
M, N3, PD = v(2, 3, seed=6), v(3, 4, seed=7), d([[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]])
sym = lambda f: lambda x, *r: f((x + x.T) / 2, *r)
call("matmul", M, N3); call("mm", M, N3); call("mv", M, v(3)); call("bmm", v(2, 2, 3), v(2, 3, 2, seed=8)); call("dot", v(3), v(3, seed=9)); call("vdot", torch.complex(v(3), v(3, seed=2)), torch.complex(v(3, seed=3), v(3, seed=4))); call("inner", M, v(3)); call("outer", v(2), v(3)); call("ger", v(2), v(3)); call("kron", M, v(2, 2))
bal = lambda f: lambda x, p, q, beta, alpha: f(x, p, q, beta=beta, alpha=alpha)
call("addmm", v(2, 4), M, N3, F(0.5), F(2.0), f=bal(torch.addmm)); call("addmv", v(2), M, v(3), F(0.5), F(2.0), f=bal(torch.addmv)); call("addr", v(2, 3), v(2), v(3), F(0.5), F(2.0), f=bal(torch.addr)); call("addbmm", v(2, 2), v(3, 2, 3), v(3, 3, 2, seed=8), F(0.5), F(2.0), f=bal(torch.addbmm)); call("baddbmm", v(3, 2, 2), v(3, 2, 3), v(3, 3, 2, seed=8), F(0.5), F(2.0), f=bal(torch.baddbmm)); call("addmm", v(2, 4), M, N3)
call("trace", PD); call("det", PD); call("logdet", PD); call("inverse", PD); call("pinverse", M, f=torch.pinverse); call("pinverse", PD, 0.5, True, f=lambda x, r, h: torch.linalg.pinv(x, r, h), grad=False); call("matrix_exp", PD); call("matrix_power", PD, I(-2))
L = torch.linalg.cholesky(PD)
call("cholesky", PD, grad=False); call("cholesky", PD, True, grad=False); call("cholesky_inverse", L, grad=False); call("cholesky_inverse", L.T, True, grad=False); call("cholesky_solve", v(3, 2), L, grad=False); call("cholesky_solve", v(3, 2), L.T, True, grad=False)
call("geqrf", N3.T.contiguous(), grad=False); call("ormqr", *torch.geqrf(PD), v(3, 2), True, True, grad=False); call("ormqr", *torch.geqrf(PD), v(2, 3), False, False, grad=False)
call("tensordot", R, v(3, 4, 2), f=lambda x, y: torch.tensordot(x, y, 2)); call("tensordot", R, v(4, 2), 1); call("tensordot", R, v(4, 2), [2, 0], [0, 1], f=lambda x, y, i, j: torch.tensordot(x, y, (i, j))); call("tensordot", R, v(4, 2), As("(Int64, Int64)[]", [[2, 0], [0, 1]]), f=lambda x, y, i: torch.tensordot(x, y, ([p[0] for p in i], [p[1] for p in i])))
call("vander", t([1, 2, 3])); call("vander", d([1.5, 2.0]), 4, True, f=lambda x, n, i: torch.vander(x, n, i)); call("vander", d([1.5, 2.0]), 1, f=lambda x, n: torch.vander(x, n)); call("vander", d([1.5, 2.0]), 3, f=lambda x, n: torch.vander(x, n))
H = torch.hann_window(4, dtype=torch.float64)
call("stft", v(12), 4, 2, 4, H, True, As("PaddingModes", "Reflect"), False, As("Boolean?", True), As("Boolean?", False), f=lambda x, n, h, w, win, c, m, s, o, r: torch.stft(x, n, h, w, win, c, m.lower(), s, o, r)); call("stft", v(12), 4, -1, -1, H, False, As("PaddingModes", "Constant"), True, As("Boolean?", None), As("Boolean?", False), f=lambda x, n, h, w, win, c, m, s, o, r: torch.stft(x, n, None, None, win, c, m.lower(), s, o, r))
call("istft", torch.stft(v(12), 4, 2, 4, H, return_complex=True), 4, 2, 4, H, True, False, As("Boolean?", True), 11, f=lambda x, n, h, w, win, c, s, o, l: torch.istft(x, n, h, w, win, c, s, o, l))

# ---------------------------------------------------------------- forms
K = torch.complex(v(2, 2), v(2, 2, seed=2))
call("clone", X); call("conj", K); call("conj_physical", K); call("resolve_conj", K); call("resolve_neg", X); call("view_as_complex", v(3, 2)); call("view_as_real", K); call("is_conj", K); call("is_nonzero", d(2.0)); call("is_nonzero", d(0.0)); call("is_neg", X, twin=False); call("is_pinned", X)
call("contiguous", X, f=lambda x: x); call("copy_", X, d([7.0, 8.0, 9.0])); call("detach", X, f=lambda x: x, grad=False); call("detach_", X, f=lambda x: x); call("fill_", X, S(3.5)); call("zero_", X); call("set_", X, v(4))

# ---------------------------------------------------------------- random numbers, from seed 1
E0 = torch.zeros(6, dtype=torch.float64)
for n, a in (("cauchy_", (1.0, 2.0)), ("exponential_", (2.0,)), ("geometric_", (0.3,)), ("log_normal_", (0.5, 0.25)), ("normal_", (1.0, 2.0)), ("uniform_", (-1.0, 3.0)), ("bernoulli_", (0.3,))): call(n, E0, *a, seed=1)
call("log_normal_", E0, seed=1, f=lambda x: x.log_normal_(0, 1)); call("random_", E0, 5.0, 90.0, seed=1, f=lambda x, a, c: x.random_(int(a), int(c))); call("bernoulli_", E0, d([0.0, 1.0, 0.2, 0.8, 0.5, 0.5]), seed=1)
call("bernoulli", d([0.0, 1.0, 0.2, 0.8]), seed=1, inplace=False); call("multinomial", d([1.0, 0.0, 3.0]), 5, True, seed=1); call("poisson", d([0.5, 3.0, 30.0]), seed=1); call("binomial", d([10.0, 20.0, 5.0]), d([0.5, 0.1, 0.9]), seed=1)

with open("operators.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in calls) + "\n]\n")
