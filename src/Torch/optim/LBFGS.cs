using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Steps along an approximation of Newton's direction, made of the last gradients (Liu, Nocedal 1989); with a fixed length, without line search.</summary>
    public class LBFGS : optim.Optimizer, optim.ILearningRateController
    {
        readonly Parameter[] list;
        readonly long iterations, evaluations, size;
        readonly double flatEnough, stillEnough;
        readonly LBFGSMemory memory = new();

        internal LBFGS(IEnumerable<Parameter> parameters, double lr, long max_iter, long? max_eval, double tolerance_grad, double tolerance_change, long history_size) : base(0)
        {
            list = [.. parameters];
            (_rate, InitialLearningRate) = (lr, lr);
            (iterations, evaluations, size) = (max_iter, max_eval ?? max_iter * 5 / 4, history_size);
            (flatEnough, stillEnough) = (tolerance_grad, tolerance_change);
        }

        /// <summary>The learning rate, as <see cref="LearningRate"/>.</summary>
        public double _rate;

        /// <summary>The length of a step, as a multiple of the direction.</summary>
        public double LearningRate
        {
            get => _rate;
            set => _rate = value;
        }

        /// <summary>The learning rate before any schedule.</summary>
        public double InitialLearningRate { get; set; }

        /// <summary>The optimiser itself: it knows no groups.</summary>
        public override IEnumerable<optim.ILearningRateController> ParamGroups => [this];

        /// <inheritdoc/>
        public override IEnumerable<Parameter> parameters() => list;

        /// <summary>Groups are unknown here.</summary>
        /// <exception cref="InvalidOperationException">Always.</exception>
        public override void add_param_group(ParamGroup param_group) => throw new InvalidOperationException("LBFGS treats all parameters alike: it has no groups. Give it all parameters when you make it.");

        /// <summary>Takes up to max_iter steps; the closure, which computes the loss and its gradients, runs before each.</summary>
        /// <exception cref="ArgumentNullException">There is no closure.</exception>
        public override Tensor? step(Func<Tensor>? closure)
        {
            if (closure is null) throw new ArgumentNullException(nameof(closure), "LBFGS evaluates the loss several times in a step: give it a closure that clears the gradients, computes the loss, calls backward and returns the loss.");
            using var quiet = no_grad();
            var first = Evaluate(closure);
            var (loss, gradient) = (Value(first), Gradient());
            var evaluated = 1L;
            for (var iteration = 1L; !IsFlat(gradient); iteration++)
            {
                var before = loss;
                if (!memory.Turn(gradient, _rate, size, stillEnough)) break;
                Move();
                if (iteration == iterations) break;
                loss = Value(Evaluate(closure));
                gradient.Dispose();
                gradient = Gradient();
                if (++evaluated >= evaluations || memory.StepLength() <= stillEnough || Math.Abs(loss - before) < stillEnough) break;
            }
            gradient.Dispose();
            return first;
        }

        static Tensor Evaluate(Func<Tensor> closure)
        {
            using var recording = enable_grad();
            return closure();
        }

        static double Value(Tensor loss) => Ops.item.CallScalar(loss).ToDouble();

        /// <summary>All gradients in a row; zeros where there is none.</summary>
        Tensor Gradient() => Unscoped(() => cat([.. list.Select(p => p.grad?.reshape(-1) ?? zeros_like(p).reshape(-1))]));

        bool IsFlat(Tensor gradient)
        {
            using var scope = NewDisposeScope();
            return Value(gradient.abs().max()) <= flatEnough;
        }

        void Move()
        {
            using var scope = NewDisposeScope();
            var start = 0L;
            foreach (var parameter in list)
            {
                var count = parameter.numel();
                parameter.add_(memory.Direction!.narrow(0, start, count).view_as(parameter), memory.Length);
                start += count;
            }
        }

        internal static Tensor Unscoped(Func<Tensor> compute)
        {
            using var scope = NewDisposeScope();
            return compute().DetachFromDisposeScope();
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing) memory.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class optim
        {
            /// <summary>Steps along an approximation of Newton's direction, made of the last gradients (Liu, Nocedal 1989). Its <c>step</c> needs a closure.</summary>
            /// <param name="parameters">What to optimise.</param>
            /// <param name="lr">The length of a step, as a multiple of the direction.</param>
            /// <param name="max_iter">How many steps a call of <c>step</c> takes at most.</param>
            /// <param name="max_eval">How often a call of <c>step</c> calls the closure at most; 1.25 max_iter if null.</param>
            /// <param name="tolerange_grad">Ends a call when no gradient is larger.</param>
            /// <param name="tolerance_change">Ends a call when parameters or loss change by less.</param>
            /// <param name="history_size">How many gradients are remembered.</param>
            public static LBFGS LBFGS(IEnumerable<Parameter> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
                new(parameters, lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);

            public static LBFGS LBFGS(IEnumerable<(string name, Parameter parameter)> parameters, double lr = 0.01, long max_iter = 20, long? max_eval = null, double tolerange_grad = 1e-5, double tolerance_change = 1e-9, long history_size = 100) =>
                new(parameters.Select(p => p.parameter), lr, max_iter, max_eval, tolerange_grad, tolerance_change, history_size);
        }
    }
}
