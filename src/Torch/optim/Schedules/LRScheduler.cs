namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        /// <summary>Schedules of learning rates. Each changes the rates when it is made, and at every step.</summary>
        public static partial class lr_scheduler
        {
            /// <summary>Changes the learning rates of an optimiser, once per epoch.</summary>
            public abstract class LRScheduler
            {
                readonly bool verbose;
                IReadOnlyList<double>? last;

                /// <summary>For a schedule that leaves everything to others.</summary>
                protected LRScheduler()
                {
                }

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    Optimizer = optimizer;
                    this.verbose = verbose;
                    Epoch = last_epoch;
                    Initial = [.. optimizer.ParamGroups.Select(g => g.InitialLearningRate)];
                }

                /// <summary>How many times step was called.</summary>
                protected int _step_count;

                internal Optimizer? Optimizer { get; private protected init; }

                internal int Epoch { get; set; }

                /// <summary>The learning rates before the schedule.</summary>
                private protected IReadOnlyList<double> Initial { get; } = [];

                /// <summary>The groups whose rates change.</summary>
                private protected IReadOnlyList<ILearningRateController> Groups => Optimizer is null ? [] : [.. Optimizer.ParamGroups];

                /// <summary>The learning rates now.</summary>
                private protected IReadOnlyList<double> Rates => [.. Groups.Select(g => g.LearningRate)];

                /// <summary>The learning rates that the schedule has set last.</summary>
                public IEnumerable<double> get_last_lr() => Last();

                private protected virtual IReadOnlyList<double> Last() => last ?? Rates;

                /// <summary>The rates of the new epoch, from those of the last.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates;

                /// <summary>The rates of an epoch, from the initial ones; null where they follow from those of the last epoch only.</summary>
                protected virtual IEnumerable<double>? get_closed_form_lr() => null;

                /// <summary>Begins the next epoch.</summary>
                public virtual void step()
                {
                    _step_count++;
                    Epoch++;
                    Apply(get_lr());
                }

                /// <summary>Goes to an epoch, or to the next one if null.</summary>
                public virtual void step(int? epoch)
                {
                    if (epoch is null)
                    {
                        step();
                        return;
                    }
                    _step_count++;
                    Epoch = epoch.Value;
                    Apply(get_closed_form_lr() ?? get_lr());
                }

                /// <summary>Begins the next epoch after a measurement, which only <see cref="ReduceLROnPlateau"/> looks at.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                /// <summary>The step that sets the rates of the first epoch.</summary>
                internal void Start()
                {
                    _step_count = 0;
                    step();
                }

                private protected void Apply(IEnumerable<double> rates)
                {
                    last = [.. rates];
                    foreach (var (group, rate) in Groups.Zip(last))
                    {
                        group.LearningRate = rate;
                        if (verbose) Console.WriteLine($"Adjusting learning rate to {rate}");
                    }
                }

                /// <summary>One value for each group, or the same for all.</summary>
                private protected double[] ForEachGroup(string name, IEnumerable<double> values)
                {
                    double[] given = [.. values];
                    var count = Groups.Count;
                    return given.Length == count ? given : throw new ArgumentException($"The optimiser has {count} groups, but {name} {given.Length} values.", name);
                }

                private protected double[] ForEachGroup(double value) => [.. Groups.Select(_ => value)];
            }
        }
    }
}
