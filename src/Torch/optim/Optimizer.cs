using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimisers and learning-rate schedules.</summary>
    public static partial class optim
    {
        /// <summary>Something with a learning rate that a schedule can change.</summary>
        public interface ILearningRateController
        {
            /// <summary>The learning rate.</summary>
            double LearningRate { get; set; }

            /// <summary>The learning rate before any schedule.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Something with a momentum.</summary>
        public interface IMomentum
        {
            /// <summary>How much of the last direction is kept.</summary>
            double Momentum { get; set; }
        }

        /// <summary>Something with two decay rates of moments.</summary>
        public interface IBetas
        {
            /// <summary>The decay rates of the first and of the second moment.</summary>
            (double, double) Betas { get; set; }
        }

        /// <summary>Changes parameters so that a loss falls.</summary>
        public abstract class Optimizer : IDisposable
        {
            /// <summary>The groups of parameters.</summary>
            protected IList<ParamGroup> _parameter_groups = [];

            /// <summary>For optimisers written in C# the handle, which stands for one of TorchSharp's native library, is 0.</summary>
            protected Optimizer(nint handle)
            {
                if (handle != 0) throw new ArgumentException("There are no native optimisers here: the handle must be 0.", nameof(handle));
            }

            /// <summary>The groups of parameters; their learning rates can be changed at any time.</summary>
            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            /// <summary>All parameters, group by group.</summary>
            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(g => g.Parameters);

            /// <summary>Adds parameters with options of their own.</summary>
            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>Sets the gradients of all parameters to zero.</summary>
            public virtual void zero_grad()
            {
                foreach (var parameter in parameters()) nn.Module.ZeroGradient(parameter, setToNone: false);
            }

            /// <summary>Changes the parameters once; a closure that computes the loss and its gradients runs first.</summary>
            /// <returns>What the closure returned, or null.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Frees the optimiser's state; the parameters stay.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }

            /// <summary>Options and state of an optimiser.</summary>
            public class StateDictionary
            {
                internal StateDictionary()
                {
                }

                /// <summary>The options, group by group.</summary>
                public List<OptimizerOptions> Options { get; } = [];

                /// <summary>The states of all parameters.</summary>
                public List<OptimizerState> State { get; } = [];

                /// <summary>For every group, where in <see cref="State"/> its parameters are.</summary>
                public List<List<int>> StateIndexRef { get; } = [];
            }
        }
    }
}
