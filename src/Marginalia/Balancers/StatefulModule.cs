using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Balancers;

/// <summary>
/// A module whose state is a few short vectors of float64, kept as buffers: <c>state_dict</c> carries them, so that a run that is saved,
/// loaded and continued gives the same bits as one that never stopped.
/// </summary>
/// <remarks>
/// A tracker is a state of which only the first step knows the shape, for example one number per task and parameter [T, P]. It is empty until
/// then, and <see cref="load_state_dict"/> gives it the shape that was saved.
/// </remarks>
/// <param name="name">Name of the module.</param>
public abstract class StatefulModule(string name) : nn.Module(name)
{
    private readonly List<string> states = [], trackers = [];

    /// <inheritdoc/>
    public override (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
        Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var shaped = Trackers().Where(tracker => source.TryGetValue(tracker.Key, out var value) && value is { IsInvalid: false } && skip?.Contains(tracker.Key) != true)
            .Select(tracker => (tracker.Buffer, Before: tracker.Buffer.alias(), source[tracker.Key].shape)).ToArray();
        bool done = false;
        try
        {
            foreach (var (buffer, _, shape) in shaped)
                buffer.set_(zeros(shape, buffer.dtype, buffer.device));
            var names = base.load_state_dict(source, strict, skip);
            done = true;
            return names;
        }
        finally
        {
            if (!done)
                foreach (var (buffer, before, _) in shaped)
                    buffer.set_(before);
        }
    }

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

    /// <summary>Declares a tracker; call it in the constructor.</summary>
    protected void AddTracker(string name)
    {
        register_buffer(name, zeros(0, dtype: ScalarType.Float64).DetachFromDisposeScope());
        trackers.Add(name);
    }

    /// <summary>A tracker as it is, not a copy, to be read only; null before it is first set.</summary>
    protected Tensor? GetTracker(string name) => get_buffer(name)! is var tracker && tracker.numel() > 0 ? tracker : null;

    /// <summary>Replaces a tracker as a whole, in float64; the module goes to where the value is. Do not write to the value afterwards.</summary>
    protected void SetTracker(string name, Tensor value)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        if (get_buffer(name)!.device_type != value.device_type)
            this.to(value.device);
        get_buffer(name)!.set_(value.detach().to(ScalarType.Float64));
    }

    /// <summary>Overwrites a vector that is a buffer or a parameter, outside of any graph.</summary>
    protected static void Assign(Tensor vector, double[] values)
    {
        using var source = tensor(values, ScalarType.Float64);
        using var _ = no_grad();
        vector.copy_(source);
    }

    /// <summary>Puts the state, of children too, back to what it was: call what this returns, in the dispose scope of this call.</summary>
    internal Action Snapshot()
    {
        var values = states.Select(state => (state, GetState(state))).ToArray();
        var tracked = trackers.Select(tracker => (tracker, get_buffer(tracker)!.alias())).ToArray(); // set as a whole, so that a copy is not needed
        Action[] parts = [.. children().OfType<StatefulModule>().Select(child => child.Snapshot())];
        return () =>
        {
            foreach (var (state, value) in values)
                SetState(state, value);
            foreach (var (tracker, value) in tracked)
                SetTracker(tracker, value);
            foreach (var part in parts)
                part();
        };
    }

    /// <summary>The numbers of a tensor as float64, in row-major order.</summary>
    protected static double[] ToArray(Tensor values) => Gradients.ToArray(values);

    private IEnumerable<(string Key, Tensor Buffer)> Trackers() =>
        trackers.Select(tracker => (tracker, get_buffer(tracker)!)).Concat(
            named_children().Where(child => child.module is StatefulModule).SelectMany(child =>
                ((StatefulModule)child.module).Trackers().Select(tracker => ($"{child.name}.{tracker.Key}", tracker.Buffer))));
}
