using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimisers written here have in common: groups with defaults, and a state per parameter that no dispose scope owns.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    /// <summary>What groups that say nothing else are told.</summary>
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

    /// <summary>The state of a parameter, made when first asked for.</summary>
    private protected OptimizerState StateOf(Parameter parameter, OptimizerOptions options)
    {
        if (states.TryGetValue(parameter, out var state)) return state;
        state = NewState(parameter);
        state.Initialize(options);
        states.Add(parameter, state);
        return state;
    }

    private protected abstract OptimizerState NewState(Parameter parameter);

    /// <summary>The options of all groups and the states of all parameters: the optimiser's own, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            result.Options.Add(group.Options);
            var indices = new List<int>();
            foreach (var parameter in group.Parameters)
            {
                indices.Add(result.State.Count);
                result.State.Add(StateOf(parameter, group.Options));
            }
            result.StateIndexRef.Add(indices);
        }
        return result;
    }

    /// <summary>Copies options and states from an optimiser of the same kind with as many parameters in the same groups.</summary>
    /// <exception cref="ArgumentException">The groups are not the same.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var (given, own) = (state_dict.StateIndexRef.Select(i => i.Count).ToList(), _parameter_groups.Select(g => g.Parameters.Count()).ToList());
        if (!given.SequenceEqual(own)) throw new ArgumentException($"The state dictionary has groups of {string.Join(", ", given)} parameters, the optimiser of {string.Join(", ", own)}.");
        foreach (var (group, options, indices) in _parameter_groups.Zip(state_dict.Options, state_dict.StateIndexRef))
        {
            group.Options.LoadStateDict(options);
            foreach (var (parameter, index) in group.Parameters.Zip(indices)) StateOf(parameter, group.Options).LoadStateDict(state_dict.State[index]);
        }
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var state in states.Values.OfType<IDisposable>()) state.Dispose();
        states.Clear();
        base.Dispose(disposing);
    }
}
