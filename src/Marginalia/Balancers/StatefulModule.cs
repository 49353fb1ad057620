using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// A module whose state is a few short vectors of float64, kept as buffers: <c>state_dict</c> carries them, so that a run that is saved,
/// loaded and continued gives the same bits as one that never stopped.
/// </summary>
/// <param name="name">Name of the module.</param>
public abstract class StatefulModule(string name) : nn.Module(name)
{
    private readonly List<string> states = [];

    /// <summary>Declares a state vector; call it in the constructor.</summary>
    protected void AddState(string name, params double[] initial)
    {
        register_buffer(name, tensor(initial, ScalarType.Float64).DetachFromDisposeScope());
        states.Add(name);
    }

    /// <summary>A copy of a state vector.</summary>
    protected double[] GetState(string name) => ToArray(get_buffer(name)!);

    /// <summary>Overwrites a state vector; the length stays.</summary>
    protected void SetState(string name, params double[] values) => Assign(get_buffer(name)!, values);

    /// <summary>Overwrites a vector that is a buffer or a parameter, outside of any graph.</summary>
    protected static void Assign(Tensor vector, double[] values)
    {
        using var source = tensor(values, ScalarType.Float64);
        using var _ = no_grad();
        vector.copy_(source);
    }

    /// <summary>Puts the state vectors, of children too, back to what they were: call what this returns.</summary>
    internal Action Snapshot()
    {
        var values = states.Select(state => (state, GetState(state))).ToArray();
        Action[] parts = [.. children().OfType<StatefulModule>().Select(child => child.Snapshot())];
        return () =>
        {
            foreach (var (state, value) in values)
                SetState(state, value);
            foreach (var part in parts)
                part();
        };
    }

    /// <summary>The numbers of a tensor as float64, in row-major order.</summary>
    protected static double[] ToArray(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().to(ScalarType.Float64).cpu().data<double>().ToArray();
    }
}
