using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The last changes of gradient and parameters, and the direction that follows from them. Its tensors belong to no scope.</summary>
sealed class LBFGSMemory : IDisposable
{
    readonly List<Pair> pairs = [];
    Tensor? before; // the gradient before the last step
    Tensor? scale; // of the Hessian's inverse, before the pairs correct it

    /// <summary>A change of the gradient, the change of the parameters that caused it, and 1 / their product.</summary>
    sealed record Pair(Tensor Gradients, Tensor Parameters, Tensor Inverse);

    /// <summary>The direction of the next step.</summary>
    internal Tensor? Direction { get; private set; }

    /// <summary>How far to go along it.</summary>
    internal double Length { get; private set; }

    /// <summary>Computes the next direction and length.</summary>
    /// <returns>False if the loss hardly falls that way.</returns>
    internal bool Turn(Tensor gradient, double rate, long size, double tolerance)
    {
        using var scope = NewDisposeScope();
        var isFirst = before is null;
        if (!isFirst) Remember(gradient, size);
        var direction = isFirst ? gradient.neg() : Newton(gradient);
        Direction = Replace(Direction, direction);
        before = Replace(before, gradient.clone());
        Length = isFirst ? FirstLength(gradient, rate) : rate;
        return gradient.dot(direction).ToDouble() <= -tolerance;
    }

    /// <summary>The largest change of a parameter in the step.</summary>
    internal double StepLength()
    {
        using var scope = NewDisposeScope();
        return (Direction! * Length).abs().max().ToDouble();
    }

    static double FirstLength(Tensor gradient, double rate)
    {
        var inverse = gradient.abs().sum().reciprocal();
        return inverse.ToDouble() < 1 ? (inverse * rate).ToDouble() : rate;
    }

    void Remember(Tensor gradient, long size)
    {
        var (y, s) = (gradient - before!, Direction! * Length);
        var product = y.dot(s);
        if (product.ToDouble() <= 1e-10) return;
        if (pairs.Count == size)
        {
            Free(pairs[0]);
            pairs.RemoveAt(0);
        }
        pairs.Add(new(Kept(y), Kept(s), Kept(product.reciprocal())));
        scale = Replace(scale, product / y.dot(y));
    }

    /// <summary>Minus the Hessian's approximate inverse times the gradient, by two passes over the pairs.</summary>
    Tensor Newton(Tensor gradient)
    {
        var weights = new Tensor[pairs.Count];
        var direction = gradient.neg();
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            weights[i] = pairs[i].Parameters.dot(direction) * pairs[i].Inverse;
            direction.add_(pairs[i].Gradients, -weights[i].ToDouble());
        }
        if (scale is not null) direction = direction * scale;
        for (var i = 0; i < pairs.Count; i++)
        {
            var correction = pairs[i].Gradients.dot(direction) * pairs[i].Inverse;
            direction.add_(pairs[i].Parameters, (weights[i] - correction).ToDouble());
        }
        return direction;
    }

    static Tensor Kept(Tensor tensor) => tensor.DetachFromDisposeScope();

    static Tensor Replace(Tensor? old, Tensor tensor)
    {
        old?.Dispose();
        return Kept(tensor);
    }

    static void Free(Pair pair)
    {
        pair.Gradients.Dispose();
        pair.Parameters.Dispose();
        pair.Inverse.Dispose();
    }

    public void Dispose()
    {
        pairs.ForEach(Free);
        pairs.Clear();
        before?.Dispose();
        scale?.Dispose();
        Direction?.Dispose();
        (before, scale, Direction) = (null, null, null);
    }
}
