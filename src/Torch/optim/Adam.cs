using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Steps scaled by running moments of the gradient (Kingma, Ba 2014, arXiv:1412.6980).</summary>
    public class Adam : OptimizerHelper, optim.IBetas
    {
        public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : this([new ParamGroup(parameters, new Options { LearningRate = lr })], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
        {
        }

        public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        {
            if (lr < 0) throw new ArgumentException($"Invalid learning rate: {lr}");
            if (beta1 is < 0 or >= 1) throw new ArgumentException($"Invalid beta1 value: {beta1}");
            if (beta2 is < 0 or >= 1) throw new ArgumentException($"Invalid beta2 value: {beta2}");
            if (eps < 0) throw new ArgumentException($"Invalid epsilon: {eps}");
            if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
            _defaults = new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize };
            foreach (var group in parameters) add_param_group(group);
        }

        /// <summary>The decay rates of both moments, of all groups; reading gives the optimiser's defaults.</summary>
        public (double, double) Betas
        {
            get => (((Options)_defaults).beta1!.Value, ((Options)_defaults).beta2!.Value);
            set
            {
                (((Options)_defaults).beta1, ((Options)_defaults).beta2) = value;
                foreach (var group in _parameter_groups) ((ParamGroup)group).Betas = value;
            }
        }

        public override void add_param_group(Modules.ParamGroup param_group)
        {
            var defaults = (Options)_defaults;
            var options = (Options)param_group.Options;
            options.beta1 ??= defaults.beta1;
            options.beta2 ??= defaults.beta2;
            options.eps ??= defaults.eps;
            options.weight_decay ??= defaults.weight_decay;
            options.amsgrad ??= defaults.amsgrad;
            options.maximize ??= defaults.maximize;
            base.add_param_group(param_group);
        }

        public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Update, closure);

        void Update(ParamGroup group)
        {
            var options = group.Options;
            var (beta1, beta2) = group.Betas;
            var rate = group.LearningRate;
            foreach (var parameter in group.Parameters)
            {
                if (parameter.grad is not { } gradient) continue;
                if (options.maximize!.Value) gradient = -gradient;
                var state = StateOf(parameter, p => new State(p, options.amsgrad!.Value));
                state.step++;
                if (options.weight_decay != 0) gradient = gradient.add(parameter, options.weight_decay!.Value);
                state.exp_avg.mul_(beta1).add_(gradient, 1 - beta1);
                state.exp_avg_sq.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
                var second = state.max_exp_avg_sq is { } largest ? largest.copy_(largest.maximum(state.exp_avg_sq)) : state.exp_avg_sq;
                var correction1 = 1 - Math.Pow(beta1, state.step);
                var correction2 = 1 - Math.Pow(beta2, state.step);
                var denominator = (second.sqrt() / Math.Sqrt(correction2)).add_(options.eps!.Value);
                parameter.addcdiv_(state.exp_avg, denominator, -(rate / correction1));
            }
        }

        /// <summary>Options of Adam.</summary>
        public class Options : OptimizerOptions
        {
            public double? beta1;
            public double? beta2;
            public double? eps;
            public double? weight_decay;
            public bool? amsgrad;
            public bool? maximize;
        }

        /// <summary>Parameters that share options of Adam.</summary>
        public class ParamGroup : ParamGroup<Options>, optim.IBetas
        {
            public ParamGroup() => Options = new();

            public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
            {
            }

            public ParamGroup(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
                : base(parameters, new Options { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
            {
            }

            public (double, double) Betas
            {
                get => (Options.beta1!.Value, Options.beta2!.Value);
                set => (Options.beta1, Options.beta2) = value;
            }
        }

        /// <summary>The moments of one parameter's gradient.</summary>
        public sealed class State : OptimizerState, IDisposable
        {
            internal State(Parameter parameter, bool amsgrad) : base(parameter)
            {
                exp_avg = Zeros(parameter);
                exp_avg_sq = Zeros(parameter);
                if (amsgrad) max_exp_avg_sq = Zeros(parameter);
            }

            public long step;
            public Tensor exp_avg;
            public Tensor exp_avg_sq;
            public Tensor? max_exp_avg_sq;

            public override void to(Device device)
            {
                exp_avg = exp_avg.to(device, disposeAfter: true).DetachFromDisposeScope();
                exp_avg_sq = exp_avg_sq.to(device, disposeAfter: true).DetachFromDisposeScope();
                max_exp_avg_sq = max_exp_avg_sq?.to(device, disposeAfter: true).DetachFromDisposeScope();
            }

            public void Dispose()
            {
                exp_avg.Dispose();
                exp_avg_sq.Dispose();
                max_exp_avg_sq?.Dispose();
            }
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Steps scaled by running moments of the gradient (Kingma, Ba 2014, arXiv:1412.6980).</summary>
            public static Adam Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Adam Adam(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters.Select(p => p.parameter), lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);

            public static Adam Adam(IEnumerable<Adam.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8, double weight_decay = 0, bool amsgrad = false, bool maximize = false) =>
                new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        }
    }
}
