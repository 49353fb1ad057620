using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Parameters of a group that have a gradient and have taken equally many steps: they are changed together.</summary>
sealed class Round<TState>(long key, List<(Parameter Parameter, Tensor Gradient, TState State)> members) where TState : OptimizerState
{
    /// <summary>What the members have in common: how many steps they have taken.</summary>
    internal long Key => key;

    internal Tensors Parameters { get; } = new(List(members, m => m.Parameter));

    /// <summary>The gradients.</summary>
    internal Tensors Gradients { get; private set; } = new(List(members, m => m.Gradient));

    internal IEnumerable<TState> States => members.Select(m => m.State);

    /// <summary>One of the states' tensors.</summary>
    internal Tensors Of(Func<TState, Tensor> tensor) => new(List(members, m => tensor(m.State)));

    /// <summary>Turns the gradients round if uphill is wanted, then adds what pulls the parameters to zero.</summary>
    internal Round<TState> Prepare(bool maximize, double decay)
    {
        if (maximize) Gradients = Gradients.neg();
        if (decay != 0) Gradients = Gradients.add(Parameters, decay);
        return this;
    }

    // Complex numbers are treated as pairs of real ones.
    static Tensor[] List(List<(Parameter, Tensor, TState)> members, Func<(Parameter Parameter, Tensor Gradient, TState State), Tensor> tensor)
    {
        var list = new Tensor[members.Count];
        for (var i = 0; i < list.Length; i++)
        {
            var item = tensor(members[i]);
            list[i] = item.dtype is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 ? Ops.view_as_real.Call(item) : item;
        }
        return list;
    }
}
