using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Conformance;

/// <summary>
/// A "network" whose losses have the values and gradients that one asks for: L_i = value_i + J_i . W with one shared weight W = 0, in float64.
/// All that a balancer reads or writes can then be compared with numbers on paper.
/// </summary>
internal sealed class AffineModel : MultiTaskModule
{
    private readonly Parameter weight;

    public AffineModel(int tasks, int parameters = 1)
        : base(nameof(AffineModel))
    {
        TaskCount = tasks;
        weight = new Parameter(zeros(parameters, dtype: ScalarType.Float64));
        RegisterComponents();
    }

    public override int TaskCount { get; }

    public override IReadOnlyList<Parameter> SharedParameters => [weight];

    public override IReadOnlyList<Parameter> LastSharedLayer => [weight];

    public double[]? Gradient => weight.grad is { } gradient ? gradient.detach().data<double>().ToArray() : null;

    public override IReadOnlyList<Parameter> TaskParameters(int task) => [];

    public override Tensor[] forward(Tensor input) => throw new NotSupportedException("Losses come from Losses().");

    /// <summary>Losses of these values, with gradient norms |J_i| = norms[i].</summary>
    public Tensor[] Losses(double[] values, double[] norms) => Losses(values, [.. norms.Select(norm => new[] { norm })]);

    public Tensor[] Losses(double[] values, double[][] jacobian) =>
        [.. values.Select((value, i) => weight.mul(tensor(jacobian[i], ScalarType.Float64)).sum() + value)];
}
