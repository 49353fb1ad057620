namespace TorchSharp;

public static partial class torch
{
    /// <summary>Neural networks.</summary>
    public static partial class nn
    {
        /// <summary>A part of a network, with parameters, buffers and parts of its own.</summary>
        public partial class Module : IDisposable
        {
            readonly List<Module> enclosed = [];

            /// <summary>What <see cref="GetName"/> answers.</summary>
            protected string name;

            protected Module(string name) => this.name = name;

            /// <summary>The name that the module was made with.</summary>
            public virtual string GetName() => name;

            /// <summary>The modules in this one with their names, in their order.</summary>
            private protected virtual IEnumerable<(string Name, Module Module)> Parts => _internal_submodules;

            /// <summary>True if the module is in training mode, where dropout drops and batch norms measure.</summary>
            public virtual bool training { get; private set; } = true;

            /// <summary>Switches this module and all in it to training mode, or out of it.</summary>
            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, part) in Parts) part.train(train);
                foreach (var part in enclosed) part.train(train);
            }

            /// <summary>Switches this module and all in it out of training mode.</summary>
            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> for every module in this one, parts first, and for this one; returns this.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, part) in Parts) part.apply(fn);
                fn(this);
                return this;
            }

            /// <summary>Removes the gradients of all parameters, or sets them to zero.</summary>
            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (var parameter in parameters()) ZeroGradient(parameter, set_to_none);
            }

            internal static void ZeroGradient(Modules.Parameter parameter, bool setToNone)
            {
                if (setToNone)
                {
                    parameter.grad = null;
                    return;
                }
                using var gradient = parameter.grad;
                gradient?.detach_().zero_();
            }

            /// <summary>
            /// Makes a module a part that is not seen from outside: its parameters become this module's own, under
            /// <c>name.parameter</c>. The layers of which libtorch has one object, such as MultiheadAttention, are made so.
            /// </summary>
            private protected T Enclose<T>(string name, T part) where T : Module
            {
                foreach (var (below, parameter) in part.named_parameters()) _internal_params.Add($"{name}.{below}", parameter);
                enclosed.Add(part);
                return part;
            }

            /// <summary>Frees the parameters and buffers of this module and of all in it.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, parameter) in _internal_params) parameter.Dispose();
                foreach (var (_, (buffer, _)) in _internal_buffers) buffer.Dispose();
                foreach (var (_, part) in Parts) part.Dispose();
            }
        }
    }
}
