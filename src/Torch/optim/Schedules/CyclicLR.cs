namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Up from base_lr to max_lr and down again, cycle by cycle (Smith 2015, arXiv:1506.01186); the momentum moves the other way. To be stepped after every batch.</summary>
            /// <param name="optimizer">Whose rates to change.</param>
            /// <param name="base_lr">The lowest rate.</param>
            /// <param name="max_lr">The highest rate.</param>
            /// <param name="step_size_up">How many steps a rise takes.</param>
            /// <param name="step_size_down">How many steps a fall takes; as many as a rise if negative.</param>
            /// <param name="mode">How the cycles become lower.</param>
            /// <param name="gamma">What <see cref="impl.CyclicLR.Mode.ExpRange"/> multiplies the height by in every step.</param>
            /// <param name="scale_fn">A scale of one's own, instead of mode.</param>
            /// <param name="scale_mode">Whether scale_fn is a function of the cycle (the first is 1) or of the step.</param>
            /// <param name="cycle_momentum">Moves the momentum too.</param>
            /// <param name="base_momentum">The lowest momentum.</param>
            /// <param name="max_momentum">The highest momentum.</param>
            /// <param name="last_epoch">The step to go on from; -1 begins.</param>
            /// <param name="verbose">Prints every change.</param>
            public static LRScheduler CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum, last_epoch, verbose);

            public static LRScheduler CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, impl.CyclicLR.Mode mode = impl.CyclicLR.Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, impl.CyclicLR.ScaleMode scale_mode = impl.CyclicLR.ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false) =>
                new impl.CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>Up from base_lr to max_lr and down again, cycle by cycle (Smith 2015, arXiv:1506.01186); the momentum moves the other way.</summary>
                public class CyclicLR : LRScheduler
                {
                    /// <summary>How the cycles become lower.</summary>
                    public enum Mode
                    {
                        /// <summary>All cycles are alike.</summary>
                        Triangular = 0,

                        /// <summary>Each cycle is half as high as the last.</summary>
                        Triangular2 = 1,

                        /// <summary>The height shrinks by gamma in every step.</summary>
                        ExpRange = 2,
                    }

                    /// <summary>What a scale is a function of.</summary>
                    public enum ScaleMode
                    {
                        /// <summary>The number of the cycle; the first is 1.</summary>
                        Cycle = 0,

                        /// <summary>The number of the step.</summary>
                        Iterations = 1,
                    }

                    readonly double[] low, high, lowMomentum = [], highMomentum = [];
                    readonly double total, turn;
                    readonly Func<double, double> scale;
                    readonly ScaleMode scaleMode;
                    readonly List<IMomentum> momenta;

                    public CyclicLR(Optimizer optimizer, double base_lr, double max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, double base_momentum = 0.8, double max_momentum = 0.9, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => base_lr), optimizer.ParamGroups.Select(_ => max_lr), step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, optimizer.ParamGroups.Select(_ => base_momentum), optimizer.ParamGroups.Select(_ => max_momentum), last_epoch, verbose)
                    {
                    }

                    public CyclicLR(Optimizer optimizer, IEnumerable<double> base_lr, IEnumerable<double> max_lr, int step_size_up = 2000, int step_size_down = -1, Mode mode = Mode.Triangular, double gamma = 1, Func<double, double>? scale_fn = null, ScaleMode scale_mode = ScaleMode.Cycle, bool cycle_momentum = true, IEnumerable<double>? base_momentum = null, IEnumerable<double>? max_momentum = null, int last_epoch = -1, bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        (low, high) = (ForEachGroup(nameof(base_lr), base_lr), ForEachGroup(nameof(max_lr), max_lr));
                        total = step_size_up + (step_size_down < 0 ? step_size_up : step_size_down);
                        turn = step_size_up / total;
                        (scale, scaleMode) = scale_fn is not null ? (scale_fn, scale_mode) : mode switch
                        {
                            Mode.Triangular => (_ => 1, ScaleMode.Cycle),
                            Mode.Triangular2 => (cycle => 1 / Math.Pow(2, cycle - 1), ScaleMode.Cycle),
                            Mode.ExpRange => (iteration => Math.Pow(gamma, iteration), ScaleMode.Iterations),
                            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There is no such mode, and no scale_fn is given."),
                        };
                        momenta = cycle_momentum ? Momenta(Groups) : [];
                        if (cycle_momentum)
                        {
                            lowMomentum = base_momentum is null ? ForEachGroup(0.8) : ForEachGroup(nameof(base_momentum), base_momentum);
                            highMomentum = max_momentum is null ? ForEachGroup(0.9) : ForEachGroup(nameof(max_momentum), max_momentum);
                        }
                        Start();
                    }

                    static List<IMomentum> Momenta(IReadOnlyList<ILearningRateController> groups)
                    {
                        List<IMomentum> all = [.. groups.OfType<IMomentum>()];
                        return all.Count == groups.Count ? all : throw new ArgumentException("This optimiser has no momentum: use SGD or RMSProp, or say cycle_momentum: false.");
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        var cycle = Math.Floor(1 + Epoch / total);
                        var place = 1 + Epoch / total - cycle;
                        var factor = place <= turn ? place / turn : (place - 1) / (turn - 1);
                        var height = scale(scaleMode == ScaleMode.Cycle ? cycle : Epoch);
                        for (var i = 0; i < momenta.Count; i++) momenta[i].Momentum = highMomentum[i] - (highMomentum[i] - lowMomentum[i]) * factor * height;
                        return low.Zip(high, (l, h) => l + (h - l) * factor * height);
                    }
                }
            }
        }
    }
}
