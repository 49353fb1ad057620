"""Records what PyTorch computes for torch.linalg, torch.special, torch.fft and others, for MathTests: math.json.

    OPENBLAS_NUM_THREADS=1 python3 make_math.py

A case is a name (what MathTests calls), arguments and results. Results are rounded to 10 digits; complex tensors are recorded as pairs.
"""
import json
import math

import numpy
import torch

torch.manual_seed(11)
torch.set_default_dtype(torch.float64)


def number(value):
    if isinstance(value, (int, bool)):
        return value
    return float(f"{value:.10g}") if math.isfinite(value) else str(value)


def packed(value):
    if isinstance(value, torch.Tensor):
        kind = "complex" if value.is_complex() else "int" if value.dtype in (torch.int64, torch.int32) else "bool" if value.dtype == torch.bool else "float"
        flat = torch.view_as_real(value.resolve_conj()) if value.is_complex() else value
        return {"kind": kind, "shape": list(value.shape), "values": [number(v) for v in flat.flatten().tolist()]}
    return value


def rounded(tensor):
    if tensor.is_complex():
        return torch.view_as_complex(rounded(torch.view_as_real(tensor)))
    return torch.tensor([float(f"{v:.5g}") for v in tensor.flatten().tolist()]).reshape(tensor.shape)


def randn(*shape, dtype=torch.float64):
    return rounded(torch.randn(*shape, dtype=dtype))


cases = []


def record(name, results, *arguments):
    results = list(results) if isinstance(results, (tuple, list)) else [results]
    cases.append({"name": name, "arguments": [packed(a) for a in arguments], "results": [packed(r) for r in results]})


def spread(low, high, count=7):
    return rounded(torch.linspace(low, high, count))


def special():
    s = torch.special
    unary = {
        "airy_ai": (-3, 3), "bessel_j0": (-6, 6), "bessel_j1": (-6, 6), "bessel_y0": (0.3, 8), "bessel_y1": (0.3, 8), "modified_bessel_i0": (-3, 3),
        "modified_bessel_i1": (-3, 3), "modified_bessel_k0": (0.2, 4), "modified_bessel_k1": (0.2, 4), "scaled_modified_bessel_k0": (0.2, 4),
        "scaled_modified_bessel_k1": (0.2, 4), "spherical_bessel_j0": (0.1, 5), "digamma": (0.3, 4), "entr": (-1, 2), "erf": (-2, 2), "erfc": (-2, 2), "erfcx": (-1, 3),
        "erfinv": (-0.9, 0.9), "exp2": (-2, 3), "expit": (-3, 3), "expm1": (-1, 1), "gammaln": (0.2, 5), "i0": (-3, 3), "i0e": (-3, 3), "i1": (-3, 3), "i1e": (-3, 3),
        "logit": (0.1, 0.9), "ndtr": (-2, 2), "ndtri": (0.1, 0.9), "psi": (0.3, 4), "sinc": (-2, 2),
    }
    for name, (low, high) in unary.items():
        record("special." + name, getattr(s, name)(spread(low, high)), spread(low, high))
    record("special.sigmoid", torch.sigmoid(spread(-3, 3)), spread(-3, 3))
    x, n = spread(-0.8, 1.7).unsqueeze(1), torch.tensor([0.0, 1, 2, 5])
    for name in ["chebyshev_polynomial_t", "chebyshev_polynomial_u", "chebyshev_polynomial_v", "chebyshev_polynomial_w", "hermite_polynomial_h", "hermite_polynomial_he",
                 "laguerre_polynomial_l", "legendre_polynomial_p", "shifted_chebyshev_polynomial_t", "shifted_chebyshev_polynomial_u", "shifted_chebyshev_polynomial_v",
                 "shifted_chebyshev_polynomial_w"]:
        record("special." + name, getattr(s, name)(x, n), x, n)
    a, b = spread(0.5, 4), torch.tensor([2.0, 0.7, 3, 1.5, 0.1, 5, 2.5])
    for name in ["gammainc", "gammaincc", "xlog1py"]:
        record("special." + name, getattr(s, name)(a, b), a, b)
    record("special.zeta", s.zeta(a + 1, b), a + 1, b)
    record("special.multigammaln", s.multigammaln(a + 2, 3), a + 2, 3)
    record("special.polygamma", s.polygamma(2, a), 2, a)
    m = randn(3, 4)
    record("special.softmax", s.softmax(m, 0), m, 0)
    record("special.log_softmax", s.log_softmax(m, 1), m, 1)


def fft():
    real, complex_ = randn(3, 3, 4), randn(3, 3, 4, dtype=torch.complex128)
    for name in ["fft", "ifft", "rfft", "irfft", "hfft", "ihfft"]:
        x = real if name in ("rfft", "ihfft") else complex_
        for n, dim, norm in [(-1, -1, "Backward"), (2, 0, "Forward"), (5, 1, "Ortho")]:
            record(f"fft.{'fft_' if name == 'fft' else name}", getattr(torch.fft, name)(x, n=None if n < 0 else n, dim=dim, norm=norm.lower()), x, n, dim, norm)
        for s, dim, norm in [(None, None, "Backward"), ([2, 4], [0, 1], "Ortho"), (None, [2, 0], "Forward")]:
            keywords = {} if dim is None else {"dim": dim}
            record(f"fft.{name}2", getattr(torch.fft, name + "2")(x, s=s, norm=norm.lower(), **keywords), x, s, dim, norm)
            record(f"fft.{name}n", getattr(torch.fft, name + "n")(x, s=s, dim=dim, norm=norm.lower()), x, s, dim, norm)
    for name in ["fftshift", "ifftshift"]:
        for dim in [None, [1], [0, 2]]:
            record(f"fft.{name}", getattr(torch.fft, name)(real, dim=dim), real, dim)
    for name in ["fftfreq", "rfftfreq"]:
        record(f"fft.{name}", getattr(torch.fft, name)(7, 0.25), 7, 0.25)
        record(f"fft.{name}", getattr(torch.fft, name)(8, 1.0), 8, 1.0)


def linalg():
    la = torch.linalg
    a, b, batch, tall = randn(4, 4), randn(4, 3), randn(2, 4, 4), randn(5, 3)
    spd = a @ a.T + torch.eye(4)
    singular = torch.arange(20.0).reshape(4, 5)
    c = randn(2, 3, dtype=torch.complex128)
    record("linalg.cholesky", la.cholesky(spd), spd)
    record("linalg.cholesky_ex", la.cholesky_ex(spd), spd)
    record("linalg.cholesky_ex.info", la.cholesky_ex(-spd).info.long(), -spd)
    record("linalg.cond", la.cond(a), a)
    record("linalg.cond.double", la.cond(a, float("inf")), a)
    record("linalg.cond.int", la.cond(batch, 1), batch)
    record("linalg.cond.string", la.cond(a, "nuc"), a)
    record("linalg.cross", la.cross(tall, tall.flip(0), dim=1), tall, tall.flip(0))
    record("linalg.det", la.det(batch), batch)
    record("linalg.diagonal", la.diagonal(batch, offset=1, dim1=0, dim2=2), batch)
    record("linalg.eigvalsh", la.eigvalsh(a), a)
    record("linalg.eigvalsh.upper", la.eigvalsh(a, "U"), a)
    record("linalg.eigh.values", la.eigh(a, "U")[0], a)
    q, tau = torch.geqrf(tall)
    record("linalg.householder_product", la.householder_product(q, tau), q, tau)
    record("orgqr", torch.orgqr(q, tau), q, tau)
    record("linalg.inv", la.inv(batch), batch)
    record("linalg.inv_ex", la.inv_ex(a).inverse, a)
    record("linalg.inv_ex.info", la.inv_ex(torch.zeros(2, 2)).info.long(), torch.zeros(2, 2))
    record("linalg.ldl_solve", la.solve(spd - 3 * torch.eye(4), b), spd - 3 * torch.eye(4), b)
    record("linalg.lstsq", la.lstsq(tall, b.new_ones(5, 2)).solution, tall, b.new_ones(5, 2))
    record("linalg.lstsq.residuals", la.lstsq(tall, b.new_ones(5, 2)).residuals, tall, b.new_ones(5, 2))
    record("linalg.lu", la.lu(batch), batch)
    record("linalg.lu_solve", la.solve(a, b), a, b)
    record("linalg.lu_solve.adjoint", la.solve(a.T, b.T, left=False), a, b.T)
    record("linalg.matrix_exp", la.matrix_exp(a), a)
    record("linalg.matrix_norm", la.matrix_norm(batch), batch)
    record("linalg.matrix_norm.nuc", la.matrix_norm(batch, "nuc", dim=(0, 2), keepdim=True), batch)
    record("linalg.matrix_norm.double", la.matrix_norm(batch, -1.0), batch)
    record("linalg.matrix_rank", la.matrix_rank(singular), singular)
    record("linalg.matrix_rank.tolerance", la.matrix_rank(a, atol=0.1, rtol=0.5), a)
    record("linalg.matrix_rank.tensor", la.matrix_rank(batch, atol=torch.tensor([0.5, 2.0])), batch, torch.tensor([0.5, 2.0]))
    record("linalg.multi_dot", la.multi_dot([a, b, tall.T]), a, b, tall.T)
    record("chain_matmul", la.multi_dot([a, b, tall.T]), a, b, tall.T)
    record("linalg.norm", la.norm(batch), batch)
    record("linalg.norm.double", la.norm(a, 2.0), a)
    record("linalg.norm.int", la.norm(batch, 1, dim=(1, 2)), batch)
    record("linalg.norm.string", la.norm(a, "nuc"), a)
    record("linalg.norm.dims", la.norm(batch, dim=1, keepdim=True), batch)
    record("linalg.pinv", la.pinv(tall), tall)
    record("linalg.pinv.tolerance", la.pinv(tall, atol=0.2, rtol=0.6), tall)
    record("linalg.pinv.tensor", la.pinv(tall, atol=torch.tensor(1.9)), tall, torch.tensor(1.9))
    record("linalg.slogdet", la.slogdet(batch), batch)
    record("slogdet", la.slogdet(batch), batch)
    record("linalg.solve", la.solve(a, b), a, b)
    record("linalg.solve.right", la.solve(a, b.T, left=False), a, b.T)
    record("linalg.solve_ex", [la.solve(a, b)], a, b)
    record("linalg.solve_triangular", la.solve_triangular(a.triu(), b, upper=True), a.triu(), b)
    record("linalg.solve_triangular.right", la.solve_triangular(a.tril(), b.T, upper=False, left=False, unitriangular=True), a.tril(), b.T)
    record("linalg.svdvals", la.svdvals(tall), tall)
    t = randn(2, 3, 6)
    record("linalg.tensorinv", la.tensorinv(t, ind=2), t)
    record("linalg.tensorsolve", la.tensorsolve(t, torch.ones(2, 3)), t, torch.ones(2, 3))
    v = randn(2, 6, 3)
    record("linalg.tensorsolve.dims", la.tensorsolve(v, torch.ones(6), dims=(0, 2)), v, torch.ones(6))
    record("linalg.vander", la.vander(spread(1, 3, 3), N=5), spread(1, 3, 3))
    record("linalg.vecdot", la.vecdot(c, c + 1j, dim=0), c, c + 1j)
    record("linalg.vector_norm", la.vector_norm(batch, 3.5, dim=(0, 2), keepdim=True), batch)
    record("linalg.vector_norm.default", la.vector_norm(batch), batch)
    record("lu_unpack", la.lu(a), a)
    record("lu_solve", la.solve(a, b), a, b)
    record("lu.infos", torch.tensor([0, 2]), torch.stack([torch.eye(2), torch.tensor([[1.0, 1], [1, 1]])]))
    record("matrix_rank", la.matrix_rank(a, tol=0.9, hermitian=False), a)
    for p in [0.0, 1.0, 2.0, float("inf")]:
        record("cdist", torch.cdist(tall, tall[:2] + 0.1, p=p), tall, tall[:2] + 0.1, p if math.isfinite(p) else "inf")


def others():
    y, x = randn(3, 5), torch.tensor([0.0, 0.5, 2, 2.5, 4])
    v = torch.tensor([3.0, 1, 2, 7])
    record("trapz", torch.trapz(y, x), y, x)
    record("trapz.dx", torch.trapz(y, dx=0.3, dim=0), y)
    record("combinations", torch.combinations(v, r=3), v)
    record("combinations.replacement", torch.combinations(v, with_replacement=True), v)
    record("cartesian_prod", torch.cartesian_prod(v, x), v, x)
    record("column_stack", torch.column_stack([v, y.reshape(-1)[:8].reshape(4, 2)]), v, y.reshape(-1)[:8].reshape(4, 2))
    record("row_stack", torch.vstack([v, v + 1]), v, v + 1)
    record("hstack", torch.hstack([y, y + 1]), y, y + 1)
    record("dstack", torch.dstack([y, y + 1]), y, y + 1)
    record("concatenate", torch.cat([y, y + 1], 1), y, y + 1)
    record("meshgrid", torch.meshgrid(v, x, indexing="ij"), v, x)
    record("meshgrid.xy", torch.meshgrid(v, x, indexing="xy"), v, x)
    record("broadcast_tensors", torch.broadcast_tensors(y.T, torch.ones(1, 1)), y.T, torch.ones(1, 1))
    record("gradient", torch.gradient(y, spacing=2.0, dim=1, edge_order=2), y)
    record("gradient.dims", torch.gradient(y, spacing=3.0, dim=(0, 1)), y)
    record("gradient.all", torch.gradient(y), y)
    record("searchsorted", torch.searchsorted(x, torch.tensor([0.5, 3.0])), x, torch.tensor([0.5, 3.0]))
    record("searchsorted.right", torch.searchsorted(x, torch.tensor([0.5, 3.0]), right=True), x, torch.tensor([0.5, 3.0]))
    record("searchsorted.scalar", torch.searchsorted(v, 2, sorter=torch.argsort(v)), v, torch.argsort(v))
    index, source = torch.tensor([0, 2, 0]), torch.tensor([2.0, 3, 5])
    for how in ["prod", "mean", "amax", "amin"]:
        record("index_reduce", v.index_reduce(0, index, source, how, include_self=False), v, index, source, how)
    h = randn(50)
    record("histogram.edges", torch.histogram(h, x - 2, weight=h.abs(), density=True), h, x - 2, h.abs())
    record("histogram.count", torch.histogram(h, 6), h)
    record("histogram.range", torch.histogram(h, 5, range=(-1, 2), weight=h.abs()), h, h.abs())
    for rule in ["Doane", "Rice", "Scott", "Sqrt", "Stone", "Sturges"]:
        for values, ends in [(h, None), (h ** 3, None), (h, (-0.5, 1.5)), (torch.ones(5), None)]:
            counts, edges = numpy.histogram(values.numpy(), bins=rule.lower(), range=ends)
            record("histogram.rule", [torch.tensor(counts.astype(float)), torch.tensor(edges)], values, rule, list(ends) if ends else None)
    scale, zero = torch.tensor([0.1, 0.2, 0.5]).float(), torch.tensor([0, 3, -2], dtype=torch.int32)
    z = randn(3, 5).float()
    record("fake_quantize_per_tensor_affine", torch.fake_quantize_per_tensor_affine(z, scale[1], zero[1], -4, 5), z, scale[1], zero[1])
    record("fake_quantize_per_channel_affine", torch.fake_quantize_per_channel_affine(z, scale, zero, 0, -4, 5), z, scale, zero)
    record("quantize_per_tensor", torch.quantize_per_tensor(z, 0.1, 3, torch.qint8).int_repr().long(), z)
    record("quantize_per_channel", torch.quantize_per_channel(z, scale, zero, 0, torch.qint8).int_repr().long(), z, scale, zero)
    w = randn(1, 2, 4, 4).float()
    q = torch.quantize_per_tensor(w, 0.1, 3, torch.quint8)
    record("quantized_max_pool2d", torch.ops.aten.quantized_max_pool2d(q, [2, 2], [2, 2], [0, 0], [1, 1], False).dequantize(), w)
    record("quantized_max_pool1d", torch.ops.aten.quantized_max_pool1d(torch.quantize_per_tensor(w[0], 0.1, 3, torch.quint8), [2], [1], [1], [2], True).dequantize(), w[0])


special()
fft()
linalg()
others()
with open("math.json", "w") as file:
    json.dump(cases, file, separators=(",", ":"))
    file.write("\n")
