namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What a custom function hands from its forward to its backward. Tensors are to be saved by <see cref="save_for_backward"/>: only that notices later changes of them, and lets go of them after backward.</summary>
        public class AutogradContext : IDisposable
        {
            readonly Dictionary<string, object?> data = [];
            List<Tensor>? saved;
            nint context; // only while forward or backward runs

            internal AutogradContext()
            {
            }

            /// <summary>True (the default) if backward gets zeros for an output that has no gradient; else it gets null.</summary>
            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Lets the native functions work until <see cref="Leave"/>.</summary>
            internal void Enter(nint native) => context = native;

            internal void Leave()
            {
                context = 0;
                foreach (var tensor in saved ?? []) tensor.Dispose();
                saved = null;
            }

            nint Context => context != 0 ? context : throw new InvalidOperationException("A context can be used only while forward or backward runs.");

            /// <summary>Saves inputs or outputs for backward; once, from forward.</summary>
            public unsafe void save_for_backward(List<Tensor> tensors)
            {
                fixed (nint* t = Handles(tensors)) NativeError.Check(Native.mt_context_save(Context, t, tensors.Count));
                GC.KeepAlive(tensors);
            }

            /// <summary>What <see cref="save_for_backward"/> has saved. The tensors are valid until backward ends; what they share memory with, longer.</summary>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">One of them was changed in place since, or an earlier backward without retain_graph has freed them.</exception>
            public unsafe List<Tensor> get_saved_variables()
            {
                if (saved is not null) return [.. saved];
                int count;
                NativeError.Check(Native.mt_context_saved(Context, &count));
                return [.. saved = FunctionCall.Results(count)];
            }

            /// <summary>Says that forward has changed these inputs in place and returns them.</summary>
            public unsafe void mark_dirty(List<Tensor> tensors)
            {
                fixed (nint* t = Handles(tensors)) NativeError.Check(Native.mt_context_mark_dirty(Context, t, tensors.Count));
                GC.KeepAlive(tensors);
            }

            /// <summary>Says that these outputs have no gradient.</summary>
            public unsafe void mark_non_differentiable(List<Tensor> tensors)
            {
                fixed (nint* t = Handles(tensors)) NativeError.Check(Native.mt_context_mark_non_differentiable(Context, t, tensors.Count));
                GC.KeepAlive(tensors);
            }

            /// <summary>Sets <see cref="MaterializeGrads"/>; from forward.</summary>
            public void set_materialize_grads(bool value)
            {
                Native.mt_context_set_materialize(Context, value ? 1 : 0);
                MaterializeGrads = value;
            }

            /// <summary>Keeps something that is no input or output, for <see cref="get_data"/> in backward.</summary>
            public void save_data(string key, object value) => data[key] = value;

            /// <summary>What <see cref="save_data"/> has kept.</summary>
            /// <exception cref="KeyNotFoundException">Nothing was saved under that name.</exception>
            public object get_data(string key) =>
                data.TryGetValue(key, out var value) ? value! : throw new KeyNotFoundException($"Nothing was saved under '{key}', only under {string.Join(", ", data.Keys.Select(k => $"'{k}'"))}.");

            /// <summary>Nothing is left to do: libtorch frees what was saved with the graph.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
            }
        }
    }
}
