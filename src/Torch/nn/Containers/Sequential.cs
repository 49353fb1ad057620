using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Modules, each fed with the result of the one before. Results in between are disposed as soon as the next module has run.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        ModuleRow<nn.Module<Tensor, Tensor>> row = new();

        protected internal Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules) : base("torch::nn::SequentialImpl")
        {
            foreach (var (name, module) in modules) row.Add(name, module);
        }

        protected internal Sequential(params nn.Module<Tensor, Tensor>[] modules) : base("torch::nn::SequentialImpl")
        {
            foreach (var module in modules) row.Add(module);
        }

        private protected override IEnumerable<(string Name, nn.Module Module)> Parts => row.Parts;

        /// <summary>The number of modules.</summary>
        public int Count => row.Count;

        /// <summary>One of the modules.</summary>
        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => row[index];

        /// <summary>Some of the modules (not copies), under their names.</summary>
        [IndexerName("SequentialItems")]
        public Sequential this[Range index]
        {
            get
            {
                var (start, length) = index.GetOffsetAndLength(Count);
                return new(Array.Empty<nn.Module<Tensor, Tensor>>()) { row = row.Slice(start, start + length) };
            }
        }

        [IndexerName("SequentialItems")]
        public Sequential this[(int? start, int? end) index] => this[row.Place(index.start ?? 0)..row.Place(index.end ?? Count)];

        /// <summary>Adds a module at the end, under its position.</summary>
        public Sequential append(nn.IModule<Tensor, Tensor> module) => append($"{Count}", module);

        /// <summary>Adds a module at the end.</summary>
        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            row.Add(name, (nn.Module<Tensor, Tensor>)module);
            return this;
        }

        public override Tensor forward(Tensor tensor)
        {
            if (row.Count == 0) return Ops.alias.Call(tensor);
            var current = tensor;
            foreach (var (_, module) in row.Steps)
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

            public static Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) => Sequential((IEnumerable<Tuple<string, Module<Tensor, Tensor>>>)modules);

            public static Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) => new([.. modules.Select(m => (m.Item1, m.Item2))]);
        }
    }
}
