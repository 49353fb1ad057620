namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>The rates times a factor until epoch total_iters, then the rates themselves.</summary>
            public static LRScheduler ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) => new impl.ConstantLR(optimizer, factor, total_iters, last_epoch, verbose);

            /// <summary>The rates times a factor that goes evenly from start_factor to end_factor in total_iters epochs.</summary>
            public static LRScheduler LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) => new impl.LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch, verbose);

            /// <summary>The initial rates times (1 - epoch / total_iters) to a power; zero from total_iters on.</summary>
            public static LRScheduler PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) => new impl.PolynomialLR(optimizer, total_iters, power, last_epoch, verbose);

            /// <summary>Half a cosine from the initial rates to eta_min in T_max epochs, and back (Loshchilov, Hutter 2016, arXiv:1608.03983, without restarts).</summary>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) => new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            public static partial class impl
            {
                /// <summary>The rates times a factor until epoch total_iters, then the rates themselves.</summary>
                public class ConstantLR : LRScheduler
                {
                    readonly double factor;
                    readonly int total;

                    public ConstantLR(Optimizer optimizer, double factor = 1.0 / 3, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        if (factor is < 0 or > 1) throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must lie between 0 and 1.");
                        (this.factor, total) = (factor, total_iters);
                        Start();
                    }

                    protected override IEnumerable<double> get_lr() => Epoch == 0 ? Rates.Select(r => r * factor) : Epoch == total ? Rates.Select(r => r * (1 / factor)) : Rates;

                    protected override IEnumerable<double> get_closed_form_lr() => Initial.Select(r => Epoch < total ? r * factor : r);
                }

                /// <summary>The rates times a factor that goes evenly from start_factor to end_factor in total_iters epochs.</summary>
                public class LinearLR : LRScheduler
                {
                    readonly double start, end;
                    readonly int total;

                    public LinearLR(Optimizer optimizer, double start_factor = 1.0 / 3, double end_factor = 1, int total_iters = 5, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        if (start_factor is <= 0 or > 1) throw new ArgumentOutOfRangeException(nameof(start_factor), start_factor, "The first factor must be above 0 and at most 1.");
                        if (end_factor is < 0 or > 1) throw new ArgumentOutOfRangeException(nameof(end_factor), end_factor, "The last factor must lie between 0 and 1.");
                        (start, end, total) = (start_factor, end_factor, total_iters);
                        Start();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Epoch == 0 ? Rates.Select(r => r * start)
                        : Epoch > total ? Rates
                        : Rates.Select(r => r * (1 + (end - start) / (total * start + (Epoch - 1) * (end - start))));

                    protected override IEnumerable<double> get_closed_form_lr() => Initial.Select(r => r * (start + (end - start) * Math.Min(total, Epoch) / total));
                }

                /// <summary>The initial rates times (1 - epoch / total_iters) to a power; zero from total_iters on.</summary>
                public class PolynomialLR : LRScheduler
                {
                    readonly int total;
                    readonly double power;

                    public PolynomialLR(Optimizer optimizer, int total_iters = 5, double power = 1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (total, this.power) = (total_iters, power);
                        Start();
                    }

                    protected override IEnumerable<double> get_lr() => Epoch == 0 || Epoch > total ? Rates : Rates.Select(r => r * Math.Pow((1 - (double)Epoch / total) / (1 - (Epoch - 1.0) / total), power));

                    protected override IEnumerable<double> get_closed_form_lr() => Initial.Select(r => r * Math.Pow(1 - (double)Math.Min(total, Epoch) / total, power));
                }

                /// <summary>Half a cosine from the initial rates to eta_min in T_max epochs, and back.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    readonly double period, least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        (period, least) = (T_max, eta_min);
                        Start();
                    }

                    /// <summary>From epoch to epoch, so that other schedules can change the rates as well.</summary>
                    protected override IEnumerable<double> get_lr()
                    {
                        if (Epoch == 0) return Rates;
                        if (_step_count == 1) return get_closed_form_lr();
                        if ((Epoch - 1 - period) % (2 * period) == 0) return Rates.Zip(Initial, (rate, initial) => rate + (initial - least) * (1 - Math.Cos(Math.PI / period)) / 2);
                        return Rates.Select(rate => Height(Epoch) / Height(Epoch - 1) * (rate - least) + least);
                    }

                    protected override IEnumerable<double> get_closed_form_lr() => Initial.Select(rate => least + (rate - least) * Height(Epoch) / 2);

                    double Height(int epoch) => 1 + Math.Cos(Math.PI * epoch / period);
                }
            }
        }
    }
}
