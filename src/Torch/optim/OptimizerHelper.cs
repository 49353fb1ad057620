using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimisers written here have in common: groups with defaults, and a state per parameter that no dispose scope owns.</summary>
public abstract partial class OptimizerHelper : optim.Optimizer
{
    readonly Dictionary<Parameter, OptimizerState> states = new(ReferenceEqualityComparer.Instance);

    /// <summary>What groups that say nothing else are told.</summary>
    protected OptimizerOptions _defaults = new();

    public OptimizerHelper() : base(0)
    {
    }

    /// <summary>Adds parameters with options of their own; those not set become the optimiser's.</summary>
    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options ??= new();
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
        foreach (var group in _parameter_groups)
        {
            using var scope = NewDisposeScope();
            body((T)group);
        }
        return loss;
    }

    /// <summary>
    /// The parameters of a group that have a gradient, in lists of those for which <paramref name="key"/> gives the same: the
    /// count of steps, which it counts up. Parameters that had a gradient more rarely than others come in a round of their own.
    /// </summary>
    private protected IEnumerable<Round<TState>> Rounds<TState>(ParamGroup group, Func<TState, long> key) where TState : OptimizerState
    {
        var rounds = new List<(long Key, List<(Parameter, Tensor, TState)> Members)>();
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient) continue;
            var state = (TState)StateOf(parameter, group.Options);
            var at = key(state);
            var place = rounds.FindIndex(r => r.Key == at);
            if (place < 0) rounds.Insert(place = rounds.Count, (at, []));
            rounds[place].Members.Add((parameter, gradient, state));
        }
        return rounds.Select(round => new Round<TState>(round.Key, round.Members));
    }

    /// <summary>The state of a parameter, made when first asked for.</summary>
    private protected OptimizerState StateOf(Parameter parameter, OptimizerOptions options)
    {
        if (states.TryGetValue(parameter, out var state)) return state;
        state = NewState(parameter) ?? throw new InvalidOperationException($"{GetType().Name} remembers nothing of its parameters.");
        state.Initialize(options);
        states.Add(parameter, state);
        return state;
    }

    /// <summary>What is remembered of a parameter; null (for an optimiser derived elsewhere): nothing.</summary>
    private protected virtual OptimizerState? NewState(Parameter parameter) => null;

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
                if (!states.ContainsKey(parameter) && NewState(parameter) is null) continue;
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
        if (state_dict.State.Count > 0 && !given.SequenceEqual(own)) throw new ArgumentException($"The state dictionary has groups of {string.Join(", ", given)} parameters, the optimiser of {string.Join(", ", own)}.");
        foreach (var (group, options, indices) in _parameter_groups.Zip(state_dict.Options, state_dict.StateIndexRef))
        {
            group.Options.LoadStateDict(options);
            foreach (var (parameter, index) in group.Parameters.Zip(indices)) StateOf(parameter, group.Options).LoadStateDict(state_dict.State[index]);
        }
    }

    /// <summary>Moves all states to a device; they have to be where their parameters are.</summary>
    public void to(Device device)
    {
        foreach (var state in states.Values) state.to(device);
    }

    /// <summary>Refuses a number that an option of that name cannot be.</summary>
    private protected static void Check(string name, double value)
    {
        var fits = name switch
        {
            "beta1" or "beta2" => value is >= 0 and < 1,
            "rho" => value is >= 0 and <= 1,
            "dampening" or "lambd" or "t0" => true,
            _ => value >= 0,
        };
        if (!fits) throw new ArgumentException($"Invalid {(name == "lr" ? "learning rate" : name)}: {value}");
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var state in states.Values.OfType<IDisposable>()) state.Dispose();
        states.Clear();
        base.Dispose(disposing);
    }
}
