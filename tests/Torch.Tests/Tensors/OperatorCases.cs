using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Tensors;

/// <summary>An operator on each element: its forms, the function it must compute, and where its argument may lie.</summary>
sealed record UnaryCase(string Name, Func<double, double> Expected, Func<Tensor, Tensor> Method, Func<Tensor, Tensor>? Function = null, Func<Tensor, Tensor>? InPlace = null, double Low = -2, double High = 2, bool Differentiable = true);

/// <summary>An operator on pairs of elements: its forms, with tensors and with numbers, and the function it must compute.</summary>
sealed record BinaryCase(string Name, Func<double, double, double> Expected, Func<Tensor, Tensor, Tensor>[] Forms, Func<Tensor, double, Tensor>[]? WithNumber = null, Func<double, Tensor, Tensor>? NumberFirst = null, Func<Tensor, Tensor, Tensor>? InPlace = null, double Low = 0.5, double High = 3, bool Differentiable = true);

/// <summary>An operator that combines the elements of rows, or of all.</summary>
sealed record ReductionCase(string Name, Func<double[], double> Expected, Func<Tensor, Tensor>? All, Func<Tensor, long, bool, Tensor>? Along, bool Differentiable = true);

/// <summary>The operators on which the generic tests run.</summary>
static class OperatorCases
{
    internal static readonly UnaryCase[] Unary =
    [
        new("exp", Math.Exp, t => t.exp(), exp, t => t.exp_()),
        new("log", Math.Log, t => t.log(), log, t => t.log_(), 0.1),
        new("log1p", x => Math.Log(1 + x), t => t.log1p(), log1p, Low: -0.9),
        new("log2", Math.Log2, t => t.log2(), log2, Low: 0.1),
        new("log10", Math.Log10, t => t.log10(), log10, Low: 0.1),
        new("expm1", x => Math.Exp(x) - 1, t => t.expm1(), expm1),
        new("sqrt", Math.Sqrt, t => t.sqrt(), sqrt, t => t.sqrt_(), 0.1),
        new("rsqrt", x => 1 / Math.Sqrt(x), t => t.rsqrt(), rsqrt, Low: 0.1),
        new("abs", Math.Abs, t => t.abs(), abs, t => t.abs_()),
        new("neg", x => -x, t => t.neg(), neg, t => t.neg_()),
        new("minus", x => -x, t => -t),
        new("square", x => x * x, t => t.square(), square),
        new("reciprocal", x => 1 / x, t => t.reciprocal(), reciprocal, t => t.reciprocal_(), 0.5),
        new("sin", Math.Sin, t => t.sin(), sin, t => t.sin_()),
        new("cos", Math.Cos, t => t.cos(), cos, t => t.cos_()),
        new("tanh", Math.Tanh, t => t.tanh(), tanh, t => t.tanh_()),
        new("sigmoid", x => 1 / (1 + Math.Exp(-x)), t => t.sigmoid(), sigmoid, t => t.sigmoid_()),
        new("relu", x => Math.Max(x, 0), t => t.relu(), t => nn.functional.relu(t), t => t.relu_()),
        new("silu", x => x / (1 + Math.Exp(-x)), t => t.silu()),
        new("erf", Erf, t => t.erf(), erf),
        new("sign", x => Math.Sign(x), t => t.sign(), sign, t => t.sign_(), Differentiable: false),
        new("floor", Math.Floor, t => t.floor(), floor, t => t.floor_(), Differentiable: false),
        new("ceil", Math.Ceiling, t => t.ceil(), ceil, t => t.ceil_(), Differentiable: false),
        new("trunc", Math.Truncate, t => t.trunc(), trunc, Differentiable: false),
        new("clamp", x => Math.Clamp(x, -0.5, 1), t => t.clamp(-0.5, 1.0), t => clamp(t, -0.5, 1.0), t => t.clamp_(-0.5, 1.0)),
        new("clamp to tensors", x => Math.Clamp(x, -0.5, 1), t => t.clamp(full_like(t, -0.5), ones_like(t)), t => clamp(t, full_like(t, -0.5), ones_like(t)), t => t.clamp_(full_like(t, -0.5), ones_like(t))),
        new("clamp_min", x => Math.Max(x, 0.3), t => t.clamp_min(0.3), t => clamp_min(t, 0.3), t => t.clamp_min_(0.3)),
        new("clamp_max", x => Math.Min(x, 0.3), t => t.clamp_max(0.3), t => clamp_max(t, 0.3), t => t.clamp_max_(0.3)),
        new("clip from above", x => Math.Min(x, 0.3), t => t.clip(max: 0.3), t => clip(t, max: 0.3)),
        new("leaky_relu", x => x > 0 ? x : 0.2 * x, t => nn.functional.leaky_relu(t, 0.2), InPlace: t => nn.functional.leaky_relu(t, 0.2, inplace: true)),
        new("gelu", x => x * (1 + Erf(x / Math.Sqrt(2))) / 2, t => nn.functional.gelu(t)),
        new("softplus", x => Math.Log(1 + Math.Exp(3 * x)) / 3, t => nn.functional.softplus(t, 3)),
    ];

    internal static readonly BinaryCase[] Binary =
    [
        new("add", (x, y) => x + y, [(a, b) => a + b, (a, b) => a.add(b), add], [(a, y) => a + y, (a, y) => a + (float)y, (a, y) => a.add(y), (a, y) => add(a, y)], (x, b) => x + b, (a, b) => a.add_(b)),
        new("add with alpha", (x, y) => x + 3 * y, [(a, b) => a.add(b, 3), (a, b) => add(a, b, 3)], [(a, y) => a.add(y, 3), (a, y) => add(a, y, 3)], InPlace: (a, b) => a.add_(b, 3)),
        new("sub", (x, y) => x - y, [(a, b) => a - b, (a, b) => a.sub(b), sub], [(a, y) => a - y, (a, y) => a - (float)y, (a, y) => a.sub(y)], (x, b) => x - b, (a, b) => a.sub_(b)),
        new("mul", (x, y) => x * y, [(a, b) => a * b, (a, b) => a.mul(b), mul], [(a, y) => a * y, (a, y) => a * (float)y, (a, y) => a.mul(y)], (x, b) => x * b, (a, b) => a.mul_(b)),
        new("div", (x, y) => x / y, [(a, b) => a / b, (a, b) => a.div(b), (a, b) => div(a, b)], [(a, y) => a / y, (a, y) => a / (float)y, (a, y) => a.div(y)], (x, b) => x / b, (a, b) => a.div_(b)),
        new("div down", (x, y) => Math.Floor(x / y), [(a, b) => a.div(b, RoundingMode.floor)], [(a, y) => a.div(y, RoundingMode.floor)], InPlace: (a, b) => a.div_(b, RoundingMode.floor), Differentiable: false),
        new("remainder", (x, y) => x - y * Math.Floor(x / y), [(a, b) => a % b, (a, b) => a.remainder(b), remainder], [(a, y) => a % y, (a, y) => a.remainder(y)], Differentiable: false),
        new("pow", Math.Pow, [(a, b) => a.pow(b), pow], [(a, y) => a.pow(y), (a, y) => pow(a, y)], InPlace: (a, b) => a.pow_(b)),
        new("maximum", Math.Max, [(a, b) => a.maximum(b), maximum, (a, b) => a.max(b), max]),
        new("minimum", Math.Min, [(a, b) => a.minimum(b), minimum, (a, b) => a.min(b), min]),
        new("addcmul", (x, y) => x + 2 * y * y, [(a, b) => a.addcmul(b, b, 2), (a, b) => addcmul(a, b, b, 2)], InPlace: (a, b) => a.addcmul_(b, b, 2)),
        new("addcdiv", (x, y) => x + 2 * y / (y + 1), [(a, b) => a.addcdiv(b, b + 1, 2), (a, b) => addcdiv(a, b, b + 1, 2)], InPlace: (a, b) => a.addcdiv_(b, b + 1, 2)),
        new("addcdiv without factor", (x, y) => x + y / (y + 1), [(a, b) => a.addcdiv(b, b + 1)], InPlace: (a, b) => a.addcdiv_(b, b + 1)),
        new("lerp", (x, y) => x + 0.25 * (y - x), [(a, b) => a.lerp(b, tensor(0.25)), (a, b) => lerp(a, b, tensor(0.25))]),
        new("where", (x, y) => x > 1.5 ? x : y, [(a, b) => where(a > 1.5, a, b), (a, b) => a.where(a > 1.5, b)]),
        new("eq", (x, y) => x == y ? 1 : 0, [(a, b) => a == b, (a, b) => a.eq(b), eq], [(a, y) => a == y, (a, y) => a.eq(y)], (x, b) => (Scalar)x == b, Differentiable: false),
        new("ne", (x, y) => x != y ? 1 : 0, [(a, b) => a != b, (a, b) => a.ne(b), ne], [(a, y) => a != y, (a, y) => a.ne(y)], (x, b) => (Scalar)x != b, Differentiable: false),
        new("lt", (x, y) => x < y ? 1 : 0, [(a, b) => a < b, (a, b) => a.lt(b), lt], [(a, y) => a < y, (a, y) => a.lt(y)], (x, b) => (Scalar)x < b, Differentiable: false),
        new("le", (x, y) => x <= y ? 1 : 0, [(a, b) => a <= b, (a, b) => a.le(b), le], [(a, y) => a <= y, (a, y) => a.le(y)], (x, b) => (Scalar)x <= b, Differentiable: false),
        new("gt", (x, y) => x > y ? 1 : 0, [(a, b) => a > b, (a, b) => a.gt(b), gt], [(a, y) => a > y, (a, y) => a.gt(y)], (x, b) => (Scalar)x > b, Differentiable: false),
        new("ge", (x, y) => x >= y ? 1 : 0, [(a, b) => a >= b, (a, b) => a.ge(b), ge], [(a, y) => a >= y, (a, y) => a.ge(y)], (x, b) => (Scalar)x >= b, Differentiable: false),
    ];

    internal static readonly ReductionCase[] Reductions =
    [
        new("sum", r => r.Sum(), t => t.sum(), (t, d, k) => t.sum(d, k)),
        new("sum of an array of dimensions", r => r.Sum(), t => t.sum((long[])[0, 1, 2]), (t, d, k) => t.sum((long[])[d], k)),
        new("sum of a span of dimensions", r => r.Sum(), t => t.sum(0, 1, 2), (t, d, k) => sum(t, new ReadOnlySpan<long>([d]), k)),
        new("torch.sum", r => r.Sum(), t => sum(t), (t, d, k) => sum(t, d, k)),
        new("mean", r => r.Average(), t => t.mean(), (t, d, k) => t.mean([d], k)),
        new("torch.mean", r => r.Average(), mean, (t, d, k) => mean(t, [d], k)),
        new("prod", r => r.Aggregate(1.0, (p, x) => p * x), t => t.prod(), (t, d, k) => t.prod(d, k)),
        new("std", r => Math.Sqrt(Variance(r, 1)), t => t.std(), (t, d, k) => t.std(d, keepdim: k)),
        new("std of all n", r => Math.Sqrt(Variance(r, 0)), t => t.std(false), (t, d, k) => std(t, d, false, k)),
        new("var", r => Variance(r, 1), t => t.var(), (t, d, k) => t.var(d, keepdim: k)),
        new("var of all n", r => Variance(r, 0), t => var(t, false), (t, d, k) => var(t, [d], false, k)),
        new("max", r => r.Max(), t => t.max(), (t, d, k) => t.max(d, k).values),
        new("min", r => r.Min(), min, (t, d, k) => min(t, d, k).values),
        new("amax", r => r.Max(), t => t.amax(0, 1, 2), null),
        new("amin", r => r.Min(), t => t.amin(0, 1, 2), null),
        new("median", r => r.Order().ElementAt((r.Length - 1) / 2), t => t.median(), null),
        new("argmax", r => Array.IndexOf(r, r.Max()), t => t.argmax(), (t, d, k) => t.argmax(d, k), Differentiable: false),
        new("argmin", r => Array.IndexOf(r, r.Min()), argmin, (t, d, k) => argmin(t, d, k), Differentiable: false),
        new("position of max", r => Array.IndexOf(r, r.Max()), null, (t, d, k) => max(t, d, k).indexes, Differentiable: false),
        new("all", r => r.All(x => x > 0) ? 1 : 0, t => (t > 0).all(), (t, d, k) => (t > 0).all(d, k), Differentiable: false),
        new("any", r => r.Any(x => x > 2) ? 1 : 0, t => (t > 2).any(), (t, d, k) => any(t > 2, d, k), Differentiable: false),
        new("logsumexp", r => Math.Log(r.Sum(Math.Exp)), null, (t, d, k) => t.logsumexp(d, k)),
        new("norm", r => Math.Sqrt(r.Sum(x => x * x)), t => t.norm(), (t, d, k) => t.norm((int)d, k)),
        new("1-norm", r => r.Sum(Math.Abs), t => norm(t, 1f), (t, d, k) => norm(t, (int)d, k, 1f)),
        new("vector_norm", r => Math.Pow(r.Sum(x => Math.Pow(Math.Abs(x), 3)), 1 / 3.0), t => linalg.vector_norm(t, 3), (t, d, k) => linalg.vector_norm(t, 3, [d], k)),
        new("largest magnitude", r => r.Max(Math.Abs), t => linalg.vector_norm(t, double.PositiveInfinity), (t, d, k) => linalg.norm(t, double.PositiveInfinity, [d], k)),
        new("linalg.norm", r => Math.Sqrt(r.Sum(x => x * x)), t => linalg.norm(t.flatten()), (t, d, k) => linalg.norm(t, [d], k)),
    ];

    static double Variance(double[] r, int correction) => r.Sum(x => (x - r.Average()) * (x - r.Average())) / (r.Length - correction);

    /// <summary>The error function by its power series.</summary>
    static double Erf(double x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n < 60; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
