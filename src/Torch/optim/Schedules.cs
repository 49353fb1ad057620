namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Multiplies the rates by gamma every step_size epochs.</summary>
            public static LRScheduler StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) => new impl.StepLR(optimizer, step_size, gamma, last_epoch, verbose);

            /// <summary>Multiplies the rates by gamma every epoch.</summary>
            public static LRScheduler ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) => new impl.ExponentialLR(optimizer, gamma, last_epoch, verbose);

            /// <summary>The initial rates times a function of the epoch.</summary>
            public static LRScheduler LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false) => new impl.LambdaLR(optimizer, lr_lambda, last_epoch, verbose);

            /// <summary>Half a cosine from the initial rates to eta_min in T_max epochs, and back (Loshchilov, Hutter 2016, arXiv:1608.03983, without restarts).</summary>
            public static LRScheduler CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) => new impl.CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch, verbose);

            /// <summary>The classes of the schedules.</summary>
            public static class impl
            {
                /// <summary>Multiplies the rates by gamma every step_size epochs.</summary>
                public class StepLR : LRScheduler
                {
                    readonly int size;
                    readonly double gamma;

                    public StepLR(Optimizer optimizer, int step_size, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        size = step_size;
                        this.gamma = gamma;
                        Start();
                    }

                    protected override IEnumerable<double> get_lr() => Epoch == 0 || Epoch % size != 0 ? Rates : Rates.Select(r => r * gamma);
                }

                /// <summary>Multiplies the rates by gamma every epoch.</summary>
                public class ExponentialLR : LRScheduler
                {
                    readonly double gamma;

                    public ExponentialLR(Optimizer optimizer, double gamma = 0.1, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        this.gamma = gamma;
                        Start();
                    }

                    protected override IEnumerable<double> get_lr() => Epoch == 0 ? Rates : Rates.Select(r => r * gamma);
                }

                /// <summary>The initial rates times a function of the epoch.</summary>
                public class LambdaLR : LRScheduler
                {
                    readonly List<Func<int, double>> factors;

                    public LambdaLR(Optimizer optimizer, Func<int, double> lr_lambda, int last_epoch = -1, bool verbose = false)
                        : this(optimizer, optimizer.ParamGroups.Select(_ => lr_lambda), last_epoch, verbose)
                    {
                    }

                    public LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        factors = [.. lr_lambdas];
                        Start();
                    }

                    protected override IEnumerable<double> get_lr() => Initial.Zip(factors, (rate, factor) => rate * factor(Epoch));
                }

                /// <summary>Half a cosine from the initial rates to eta_min in T_max epochs, and back.</summary>
                public class CosineAnnealingLR : LRScheduler
                {
                    readonly double period, least;

                    public CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min = 0, int last_epoch = -1, bool verbose = false) : base(optimizer, last_epoch, verbose)
                    {
                        period = T_max;
                        least = eta_min;
                        Start();
                    }

                    protected override IEnumerable<double> get_lr() =>
                        Initial.Select(rate => least + (rate - least) * (1 + Math.Cos(Math.PI * Epoch / period)) / 2);
                }
            }
        }
    }
}
