namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the rates by a factor when a measurement, given to <c>step</c>, has not become better for patience epochs.</summary>
            /// <param name="optimizer">Whose rates to change.</param>
            /// <param name="mode">"min" if lower is better, "max" if higher.</param>
            /// <param name="factor">What the rates are multiplied by.</param>
            /// <param name="patience">How many epochs without progress are allowed.</param>
            /// <param name="threshold">By how much a measurement must be better to count.</param>
            /// <param name="threshold_mode">"rel" if that is a part of the best one, "abs" if it is a difference.</param>
            /// <param name="cooldown">How many epochs after a change do not count.</param>
            /// <param name="min_lr">The lowest rates, one for each group; 0 if null.</param>
            /// <param name="eps">Smaller changes are not made.</param>
            /// <param name="verbose">Prints every change.</param>
            public static LRScheduler ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false) =>
                new impl.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps, verbose);

            public static partial class impl
            {
                /// <summary>Multiplies the rates by a factor when a measurement, given to <c>step</c>, has not become better for patience epochs.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    const string NoMeasurement = "step() should not be used with the ReduceLROnPlateau scheduler. Use step(double, int?), instead.";
                    readonly double factor, threshold, eps;
                    readonly int patience, cooldown;
                    readonly bool lowerIsBetter, relative;
                    readonly double[] least;
                    double best;
                    int bad, cooling;

                    public ReduceLROnPlateau(Optimizer optimizer, string mode = "min", double factor = 0.1, int patience = 10, double threshold = 1e-4, string threshold_mode = "rel", int cooldown = 0, IList<double>? min_lr = null, double eps = 1e-8, bool verbose = false)
                        : base(optimizer, 0, verbose)
                    {
                        if (factor >= 1) throw new ArgumentException($"Factor should be < 1.0, not {factor}.");
                        lowerIsBetter = mode switch { "min" => true, "max" => false, _ => throw new ArgumentException($"mode {mode} is unknown!") };
                        relative = threshold_mode switch { "rel" => true, "abs" => false, _ => throw new ArgumentException($"threshold mode {threshold_mode} is unknown!") };
                        (this.factor, this.patience, this.threshold, this.cooldown, this.eps) = (factor, patience, threshold, cooldown, eps);
                        least = min_lr is null ? ForEachGroup(0) : ForEachGroup(nameof(min_lr), min_lr);
                        best = lowerIsBetter ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    /// <summary>Not possible: this schedule needs a measurement.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step() => throw new InvalidOperationException(NoMeasurement);

                    /// <summary>Not possible: this schedule needs a measurement.</summary>
                    /// <exception cref="InvalidOperationException">Always.</exception>
                    public override void step(int? epoch) => throw new InvalidOperationException(NoMeasurement);

                    /// <summary>Ends an epoch with a measurement.</summary>
                    public override void step(double current, int? epoch = null)
                    {
                        _step_count++;
                        Epoch = epoch ?? Epoch + 1;
                        if (IsBetter(current)) (best, bad) = (current, 0);
                        else bad++;
                        if (cooling > 0)
                        {
                            cooling--;
                            bad = 0;
                        }
                        if (bad <= patience) return;
                        Apply(Rates.Zip(least, (rate, limit) => Math.Max(rate * factor, limit) is var lower && rate - lower > eps ? lower : rate));
                        (cooling, bad) = (cooldown, 0);
                    }

                    bool IsBetter(double value) => (lowerIsBetter, relative) switch
                    {
                        (true, true) => value < best * (1 - threshold),
                        (true, false) => value < best - threshold,
                        (false, true) => value > best * (1 + threshold),
                        (false, false) => value > best + threshold,
                    };
                }
            }
        }
    }
}
