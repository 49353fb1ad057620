namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>One rise to max_lr and a long fall to almost nothing (Smith, Topin 2017, arXiv:1708.07120); the momentum (or beta1) moves the other way. To be stepped after every batch.</summary>
            /// <param name="optimizer">Whose rates to change.</param>
            /// <param name="max_lr">The highest rate.</param>
            /// <param name="total_steps">The length of the cycle; or give epochs and steps_per_epoch.</param>
            /// <param name="epochs">How many epochs the cycle has.</param>
            /// <param name="steps_per_epoch">How many steps an epoch has.</param>
            /// <param name="pct_start">The part of the cycle in which the rate rises.</param>
            /// <param name="anneal_strategy">Along a cosine or a line.</param>
            /// <param name="cycle_momentum">Moves the momentum too.</param>
            /// <param name="base_momentum">The lowest momentum.</param>
            /// <param name="max_momentum">The highest momentum.</param>
            /// <param name="div_factor">The first rate is max_lr / div_factor.</param>
            /// <param name="final_div_factor">The last rate is the first / final_div_factor.</param>
            /// <param name="three_phase">Falls to the first rate as quickly as it rose, then to the last.</param>
            /// <param name="last_epoch">The step to go on from; -1 begins.</param>
            /// <param name="verbose">Prints every change.</param>
            public static LRScheduler OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static LRScheduler OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, impl.OneCycleLR.AnnealStrategy anneal_strategy = impl.OneCycleLR.AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false) =>
                new impl.OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>One rise to max_lr and a long fall to almost nothing (Smith, Topin 2017, arXiv:1708.07120); the momentum (or beta1) moves the other way.</summary>
                public class OneCycleLR : LRScheduler
                {
                    /// <summary>The way from one rate to the next.</summary>
                    public enum AnnealStrategy
                    {
                        /// <summary>Half a cosine.</summary>
                        Cos = 0,

                        /// <summary>A line.</summary>
                        Linear = 1,
                    }

                    /// <summary>One part of the cycle: until when, and between which rates and momenta, group by group.</summary>
                    sealed record Phase(double End, double[] FromRate, double[] ToRate, double[] FromMomentum, double[] ToMomentum);

                    readonly int total;
                    readonly AnnealStrategy strategy;
                    readonly bool cycleMomentum;
                    readonly Phase[] phases;

                    public OneCycleLR(Optimizer optimizer, double max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, double base_momentum = 0.85, double max_momentum = 0.95, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => max_lr), total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, optimizer.ParamGroups.Select(_ => base_momentum), optimizer.ParamGroups.Select(_ => max_momentum), div_factor, final_div_factor, three_phase, last_epoch, verbose)
                    {
                    }

                    public OneCycleLR(Optimizer optimizer, IEnumerable<double> max_lr, int total_steps = -1, int epochs = -1, int steps_per_epoch = -1, double pct_start = 0.3, AnnealStrategy anneal_strategy = AnnealStrategy.Cos, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, double div_factor = 25, double final_div_factor = 1e4, bool three_phase = false, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        if (total_steps <= 0 && (epochs <= 0 || steps_per_epoch <= 0)) throw new ArgumentException("Either total_steps or both epochs and steps_per_epoch must be positive.");
                        if (pct_start is < 0 or > 1) throw new ArgumentOutOfRangeException(nameof(pct_start), pct_start, "The part of the cycle in which the rate rises must lie between 0 and 1.");
                        total = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        (strategy, cycleMomentum) = (anneal_strategy, cycle_momentum);
                        if (cycle_momentum && Groups.Any(g => g is not (IMomentum or IBetas))) throw new ArgumentException("This optimiser has neither a momentum nor betas: say cycle_momentum: false.");
                        var highest = ForEachGroup(nameof(max_lr), max_lr);
                        double[] first = [.. highest.Select(r => r / div_factor)], last = [.. first.Select(r => r / final_div_factor)];
                        var low = base_momentum is null ? ForEachGroup(0.85) : ForEachGroup(nameof(base_momentum), base_momentum);
                        var high = max_momentum is null ? ForEachGroup(0.95) : ForEachGroup(nameof(max_momentum), max_momentum);
                        var rise = new Phase(pct_start * total - 1, first, highest, high, low);
                        phases = three_phase
                            ? [rise, new(2 * pct_start * total - 2, highest, first, low, high), new(total - 1, first, last, high, high)]
                            : [rise, new(total - 1, highest, last, low, high)];
                        if (last_epoch == -1)
                            foreach (var (group, rate) in Groups.Zip(first)) group.InitialLearningRate = rate;
                        Start();
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch > total) throw new InvalidOperationException($"Tried to step {Epoch + 1} times. The specified number of total steps is {total}");
                        var place = Array.FindIndex(phases, p => Epoch <= p.End) is >= 0 and var found ? found : phases.Length - 1;
                        var (phase, start) = (phases[place], place == 0 ? 0 : phases[place - 1].End);
                        var part = (Epoch - start) / (phase.End - start);
                        if (cycleMomentum)
                            foreach (var (group, i) in Groups.Select((g, i) => (g, i))) SetMomentum(group, Between(phase.FromMomentum[i], phase.ToMomentum[i], part));
                        return phase.FromRate.Zip(phase.ToRate, (from, to) => Between(from, to, part));
                    }

                    static void SetMomentum(ILearningRateController group, double value)
                    {
                        if (group is IBetas moments) moments.Betas = (value, moments.Betas.Item2);
                        else ((IMomentum)group).Momentum = value;
                    }

                    double Between(double from, double to, double part) =>
                        strategy == AnnealStrategy.Linear ? (to - from) * part + from : to + (from - to) / 2 * (Math.Cos(Math.PI * part) + 1);
                }
            }
        }
    }
}
