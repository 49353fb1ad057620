namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Steps several schedules of one optimiser together: their factors multiply.</summary>
            public static LRScheduler ChainedLR(IEnumerable<LRScheduler> schedulers) => new impl.ChainedLR(schedulers);

            /// <summary>One schedule after another: the next begins at each milestone. There is one milestone less than schedules.</summary>
            public static LRScheduler SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) => new impl.SequentialLR(optimizer, schedulers, milestones, last_epoch);

            public static partial class impl
            {
                /// <summary>Steps several schedules of one optimiser together: their factors multiply.</summary>
                public class ChainedLR : LRScheduler
                {
                    readonly LRScheduler[] schedules;

                    public ChainedLR(IEnumerable<LRScheduler> schedulers)
                    {
                        schedules = [.. schedulers];
                        if (schedules.Length == 0) throw new ArgumentException("There is no schedule.", nameof(schedulers));
                        if (schedules.Any(s => s.Optimizer != schedules[0].Optimizer)) throw new ArgumentException("The schedules must change the same optimiser.", nameof(schedulers));
                        Optimizer = schedules[0].Optimizer;
                    }

                    /// <summary>Begins the next epoch in all schedules, in their order.</summary>
                    public override void step()
                    {
                        _step_count++;
                        foreach (var schedule in schedules) schedule.step();
                    }

                    private protected override IReadOnlyList<double> Last() => Rates;
                }

                /// <summary>One schedule after another: the next begins at each milestone.</summary>
                public class SequentialLR : LRScheduler
                {
                    readonly LRScheduler[] schedules;
                    readonly int[] milestones;

                    public SequentialLR(Optimizer optimizer, IEnumerable<LRScheduler> schedulers, IEnumerable<int> milestones, int last_epoch = -1) : base(optimizer, last_epoch + 1)
                    {
                        schedules = [.. schedulers];
                        this.milestones = [.. milestones];
                        if (schedules.Any(s => s.Optimizer != optimizer)) throw new ArgumentException("The schedules must change this optimiser.", nameof(schedulers));
                        if (this.milestones.Length != schedules.Length - 1) throw new ArgumentException($"{schedules.Length} schedules need {schedules.Length - 1} milestones, but there are {this.milestones.Length}.", nameof(milestones));
                        // Every schedule has set the rates when it was made; only the first one's shall count.
                        foreach (var group in Groups) group.LearningRate = group.InitialLearningRate;
                        foreach (var schedule in schedules) schedule.Epoch--;
                        schedules[0].Start();
                    }

                    /// <summary>Begins the next epoch of the schedule whose turn it is.</summary>
                    public override void step()
                    {
                        _step_count++;
                        Epoch++;
                        var place = milestones.Count(m => m <= Epoch);
                        if (place > 0 && milestones[place - 1] == Epoch) schedules[place].step(0);
                        else schedules[place].step();
                    }

                    protected override IEnumerable<double> get_lr() => Rates;

                    private protected override IReadOnlyList<double> Last() => Rates;
                }
            }
        }
    }
}
