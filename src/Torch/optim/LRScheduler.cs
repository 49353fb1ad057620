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
                readonly Optimizer optimizer;
                readonly bool verbose;

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    this.optimizer = optimizer;
                    this.verbose = verbose;
                    Epoch = last_epoch;
                    Initial = [.. optimizer.ParamGroups.Select(g => g.InitialLearningRate)];
                }

                /// <summary>How many times step was called.</summary>
                protected int _step_count;

                private protected int Epoch { get; private set; }

                /// <summary>The learning rates before the schedule.</summary>
                private protected IReadOnlyList<double> Initial { get; }

                /// <summary>The learning rates now.</summary>
                private protected IEnumerable<double> Rates => optimizer.ParamGroups.Select(g => g.LearningRate);

                /// <summary>The learning rates now.</summary>
                public IEnumerable<double> get_last_lr() => [.. Rates];

                /// <summary>The rates of the new epoch, from those of the last.</summary>
                protected virtual IEnumerable<double> get_lr() => Rates;

                /// <summary>Begins the next epoch.</summary>
                public virtual void step()
                {
                    Epoch++;
                    Apply(get_lr());
                }

                private protected void Start() => step();

                void Apply(IEnumerable<double> rates)
                {
                    _step_count++;
                    foreach (var (group, rate) in optimizer.ParamGroups.Zip(rates.ToList()))
                    {
                        group.LearningRate = rate;
                        if (verbose) Console.WriteLine($"Adjusting learning rate to {rate}");
                    }
                }
            }
        }
    }
}
