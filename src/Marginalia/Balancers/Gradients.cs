using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>Gradients with respect to lists of tensors. One that a loss does not depend on is null.</summary>
internal static class Gradients
{
    /// <summary>Time that this thread has spent in backward passes.</summary>
    [field: ThreadStatic]
    public static TimeSpan TimeInPasses { get; private set; }

    /// <summary>Gradients of sum_k outputs_k . cotangents_k; the graph survives.</summary>
    public static Tensor?[] Of(IReadOnlyList<Tensor> outputs, IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor>? cotangents = null)
    {
        if (inputs.Count == 0)
            return [];
        var clock = Stopwatch.StartNew();
        var gradients = autograd.grad([.. outputs], [.. inputs], cotangents is null ? null : [.. cotangents], retain_graph: true, allow_unused: true);
        TimeInPasses += clock.Elapsed;
        return [.. gradients.Select(gradient => gradient is null || gradient.IsInvalid ? null : gradient)];
    }

    /// <summary>Losses of one number each as a vector [T].</summary>
    public static Tensor Vector(IEnumerable<Tensor> losses) => stack(losses.Select(loss => loss.dim() == 0 ? loss : loss.reshape([])));

    /// <summary>sum_i weights_i gradients_i, null if there is none.</summary>
    public static Tensor? Sum(IEnumerable<Tensor?> gradients, double[] weights)
    {
        Tensor? sum = null;
        foreach (var (gradient, weight) in gradients.Zip(weights))
        {
            if (gradient is null)
                continue;
            if (sum is null)
                sum = gradient * weight;
            else
                sum.add_(gradient, weight);
        }

        return sum;
    }

    /// <summary>Whether every number is finite.</summary>
    public static bool AreFinite(IEnumerable<Tensor?> gradients)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        Tensor[] present = [.. gradients.OfType<Tensor>()];
        if (present.Length == 0)
            return true;
        // A sum is not finite when one of its terms is not; the reverse, an overflow, is looked into.
        return ToArray(stack(present.Select(gradient => gradient.sum()))).All(double.IsFinite) || present.All(gradient => gradient.isfinite().all().ToBoolean());
    }

    /// <summary>The numbers of a matrix in float64.</summary>
    public static double[,] ToMatrix(Tensor matrix)
    {
        var values = ToArray(matrix);
        var result = new double[matrix.shape[0], matrix.shape[1]];
        Buffer.BlockCopy(values, 0, result, 0, values.Length * sizeof(double));
        return result;
    }

    /// <summary>The numbers of a tensor as float64, in row-major order.</summary>
    public static double[] ToArray(Tensor values)
    {
        if (values.dtype == ScalarType.Float64 && values.device_type == DeviceType.CPU)
            return values.data<double>().ToArray();
        using var scope = NewDisposeScope();
        return values.detach().to(ScalarType.Float64).cpu().data<double>().ToArray();
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
        for (int k = 0; k < before.Length; k++)
            if (before[k] is not null)
                parameters[k].grad = null!;
        bool finite = false;
        Tensor?[] fresh = [];
        try
        {
            var clock = Stopwatch.StartNew();
            backward();
            TimeInPasses += clock.Elapsed;
            fresh = [.. parameters.Select(parameter => parameter.grad)];
            finite = AreFinite(fresh);
        }
        finally
        {
            for (int k = 0; k < before.Length; k++)
            {
                if (before[k] is not null || !finite)
                    parameters[k].grad = before[k]!;
                if (finite && before[k] is not null && fresh[k] is { } gradient)
                    Add(parameters[k], gradient);
            }
        }

        return finite;
    }
}
