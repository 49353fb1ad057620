using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>Gradients with respect to lists of tensors. One that a loss does not depend on is null.</summary>
internal static class Gradients
{
    /// <summary>Gradients of sum_k outputs_k . cotangents_k; the graph survives.</summary>
    public static Tensor?[] Of(IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor>? cotangents = null) =>
        inputs.Count == 0 ? [] :
        [
            .. autograd.grad([.. outputs], [.. inputs], cotangents is null ? null : [.. cotangents], retain_graph: true, allow_unused: true)
                .Select(gradient => gradient is null || gradient.IsInvalid ? null : gradient),
        ];

    /// <summary>Whether every number is finite.</summary>
    public static bool AreFinite(IEnumerable<Tensor?> gradients)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Tensor[] present = [.. gradients.OfType<Tensor>().Where(gradient => gradient.numel() > 0)];
        if (present.Length == 0)
            return true;
        // A sum is not finite when one of its terms is not; the reverse, an overflow, is looked into.
        using var sums = stack(present.Select(gradient => gradient.detach().sum().to(ScalarType.Float64)));
        return sums.sum().isfinite().ToBoolean() || present.All(gradient => gradient.isfinite().all().ToBoolean());
    }

    /// <summary>The numbers of a matrix in float64.</summary>
    public static double[,] ToMatrix(Tensor matrix)
    {
        using var scope = NewDisposeScope();
        var values = matrix.to(ScalarType.Float64).cpu().data<double>().ToArray();
        var result = new double[matrix.shape[0], matrix.shape[1]];
        Buffer.BlockCopy(values, 0, result, 0, values.Length * sizeof(double));
        return result;
    }

    /// <summary>Adds to <c>.grad</c>.</summary>
    public static void Add(Tensor parameter, Tensor gradient)
    {
        using var _ = no_grad();
        if (parameter.grad is { } present)
            present.add_(gradient);
        else
            parameter.grad = gradient.detach();
    }

    /// <summary>
    /// Runs a backward pass that adds to <c>.grad</c>. When a gradient of these parameters is not finite, puts every one back and returns false.
    /// </summary>
    public static bool TryBackward(IReadOnlyList<Parameter> parameters, Action backward)
    {
        Tensor?[] before = [.. parameters.Select(parameter => parameter.grad)];
        foreach (var parameter in parameters)
            parameter.grad = null!;
        bool finite = false;
        try
        {
            backward();
            finite = AreFinite(parameters.Select(parameter => parameter.grad));
        }
        finally
        {
            foreach (var (parameter, old) in parameters.Zip(before))
            {
                var fresh = parameter.grad;
                if (old is not null || !finite)
                    parameter.grad = old!;
                if (old is not null && finite && fresh is not null)
                    Add(parameter, fresh);
            }
        }

        return finite;
    }
}
