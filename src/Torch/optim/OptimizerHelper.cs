using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimisers written here have in common: groups with defaults, and a state per parameter that no dispose scope owns.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    protected OptimizerOptions _defaults = new();

    public OptimizerHelper()
    {
    }

    /// <summary>Adds parameters with options of their own; those not set become the optimiser's.</summary>
    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options.LearningRate ??= _defaults.LearningRate;
        param_group.InitialLearningRate = param_group.LearningRate;
        base.add_param_group(param_group);
    }

    /// <summary>Runs the closure, then <paramref name="body"/> for every group without recording gradients.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
            using (enable_grad())
                loss = loss_closure();
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups) body((T)group);
        return loss;
    }

    /// <summary>The state of a parameter, made by <paramref name="create"/> when first asked for.</summary>
    private protected TState StateOf<TState>(Parameter parameter, Func<Parameter, TState> create) where TState : OptimizerState
    {
        if (!states.TryGetValue(parameter, out var state)) states.Add(parameter, state = create(parameter));
        return (TState)state;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var state in states.Values.OfType<IDisposable>()) state.Dispose();
        states.Clear();
        base.Dispose(disposing);
    }
}

/// <summary>What an optimiser remembers about one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Moves the state to a device.</summary>
    public virtual void to(Device device)
    {
    }

    /// <summary>Zeros of the parameter's shape that belong to no dispose scope.</summary>
    internal static Tensor Zeros(Parameter parameter) => parameter.zeros_like().DetachFromDisposeScope();
}
