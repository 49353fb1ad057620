using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The normal distribution of vectors.</summary>
public class MultivariateNormal : distributions.Distribution
{
    Tensor loc = null!, tril = null!;

    /// <param name="loc">The mean: (batch, n).</param>
    /// <param name="covariance_matrix">The covariance: (batch, n, n); or pass one of the following.</param>
    /// <param name="precision_matrix">The inverse of the covariance.</param>
    /// <param name="scale_tril">The lower triangular factor of the covariance, with positive diagonal.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    /// <exception cref="ArgumentException">Not exactly one matrix was given, or a shape has too few dimensions.</exception>
    public MultivariateNormal(Tensor loc, Tensor? covariance_matrix = null, Tensor? precision_matrix = null, Tensor? scale_tril = null, Generator? generator = null) : base(generator)
    {
        Tensor?[] matrices = [covariance_matrix, precision_matrix, scale_tril];
        if (matrices.Count(m => m is not null) != 1) throw new ArgumentException($"Pass exactly one of covariance_matrix, precision_matrix and scale_tril; {matrices.Count(m => m is not null)} were given.");
        if (loc.dim() < 1) throw new ArgumentException("loc must have at least one dimension.", nameof(loc));
        if (matrices.First(m => m is not null)!.dim() < 2) throw new ArgumentException("The matrix must have at least two dimensions.");
        using var scope = NewDisposeScope();
        Set(loc, scale_tril ?? (covariance_matrix is null ? OfPrecision(precision_matrix!) : Ops.linalg_cholesky.Call(covariance_matrix)));
    }

    MultivariateNormal(Generator? generator) : base(generator)
    {
    }

    MultivariateNormal Set(Tensor loc, Tensor tril)
    {
        using var scope = NewDisposeScope();
        var batch = Shapes.Broadcast(tril.shape[..^2], loc.shape[..^1]);
        var wide = loc.expand([.. batch, -1]);
        Release();
        (this.loc, this.tril) = (Keep(wide), Keep(tril));
        _init(batch, wide.shape[^1..]);
        return this;
    }

    /// <summary>The factor of the inverse, from that of the matrix turned by 180 degrees.</summary>
    static Tensor OfPrecision(Tensor precision)
    {
        var turned = Ops.linalg_cholesky.Call(precision.flip(-2, -1)).flip(-2, -1).mT;
        return Ops.linalg_solve_triangular.Call(turned, eye(precision.shape[^1], dtype: precision.dtype, device: precision.device), false);
    }

    public override Tensor mean => loc;

    public override Tensor mode => loc;

    public override Tensor variance => Tidy(() => tril.pow(2).sum(-1).expand(ExtendedShape()));

    public override Tensor rsample(params long[] sample_shape) => Tidy(() =>
        loc + tril.matmul(Blank(ExtendedShape(sample_shape), loc).normal_(generator: generator).unsqueeze(-1)).squeeze(-1));

    public override Tensor log_prob(Tensor value) => Tidy(() =>
    {
        var distance = Ops.linalg_solve_triangular.Call(tril, (value - loc).unsqueeze(-1), false).squeeze(-1).pow(2).sum(-1);
        return -0.5 * (event_shape[0] * Math.Log(2 * Math.PI) + distance) - HalfLogDeterminant();
    });

    public override Tensor entropy() => Tidy(() => (0.5 * event_shape[0] * (1 + Math.Log(2 * Math.PI)) + HalfLogDeterminant()).expand(batch_shape.Shape));

    Tensor HalfLogDeterminant() => tril.diagonal(dim1: -2, dim2: -1).log().sum(-1);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        return ((instance as MultivariateNormal) ?? new MultivariateNormal(generator)).Set(loc.expand([.. batch_shape, .. event_shape]), tril);
    }
}
