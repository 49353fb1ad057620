using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules, each fed with the result of the one before. Results in between are disposed as soon as the next module has run.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        readonly List<(string Name, nn.Module<Tensor, Tensor> Module)> steps = [];

        protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules) append(name, module);
        }

        protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base(nameof(Sequential))
        {
            foreach (var module in modules) append(module);
        }

        /// <summary>The number of modules.</summary>
        public int Count => steps.Count;

        /// <summary>One of the modules.</summary>
        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => steps[index].Module;

        /// <summary>Some of the modules (not copies), under their names.</summary>
        [IndexerName("SequentialItems")]
        public Sequential this[Range index] => new([.. steps.ToArray()[index]]);

        /// <summary>Adds a module at the end, under its position.</summary>
        public Sequential append(nn.IModule<Tensor, Tensor> module) => append($"{Count}", module);

        /// <summary>Adds a module at the end.</summary>
        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            var step = (nn.Module<Tensor, Tensor>)module;
            register_module(name, step);
            steps.Add((name, step));
            return this;
        }

        public override Tensor forward(Tensor tensor)
        {
            if (steps.Count == 0) return Ops.alias.Call(tensor);
            var current = tensor;
            foreach (var (_, module) in steps)
            {
                var next = module.call(current);
                if (current != (object)tensor && current != (object)next) current.Dispose();
                current = next;
            }
            return current;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Modules, each fed with the result of the one before.</summary>
            public static Sequential Sequential() => new(Array.Empty<Module<Tensor, Tensor>>());

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => new(modules);

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) => new([.. modules]);

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new([.. modules]);
        }
    }
}
