namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients.</summary>
    public static unsafe partial class autograd
    {
        /// <summary>Adds the gradients of tensors, weighted by <paramref name="grad_tensors"/>, to <see cref="Tensor.grad"/> of all leaves, or of <paramref name="inputs"/>.</summary>
        /// <param name="tensors">What to differentiate.</param>
        /// <param name="grad_tensors">A weight of the same shape for each; not needed for single elements.</param>
        /// <param name="retain_graph">Keeps the graph for another call; null means: if <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Makes the gradients differentiable.</param>
        /// <param name="inputs">The tensors whose gradients are wanted; all leaves if null.</param>
        public static void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            fixed (nint* t = Handles(tensors), g = Handles(grad_tensors), i = Handles(inputs))
            {
                var status = Native.mt_backward(t, tensors.Count, g, grad_tensors?.Count ?? 0, Flag(retain_graph), create_graph ? 1 : 0, i, inputs?.Count ?? 0);
                GC.KeepAlive(tensors);
                GC.KeepAlive(grad_tensors);
                GC.KeepAlive(inputs);
                NativeError.Check(status);
            }
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        /// <summary>The gradients of the outputs, weighted by <paramref name="grad_outputs"/>, with respect to the inputs. Nothing is accumulated.</summary>
        /// <param name="outputs">What to differentiate.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">A weight of the same shape for each output; not needed for single elements.</param>
        /// <param name="retain_graph">Keeps the graph for another call; implied by <paramref name="create_graph"/>.</param>
        /// <param name="create_graph">Makes the gradients differentiable.</param>
        /// <param name="allow_unused">Gives an invalid tensor (see <see cref="Tensor.IsInvalid"/>) for an input on which no output depends, instead of failing.</param>
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            fixed (nint* o = Handles(outputs), i = Handles(inputs), g = Handles(grad_outputs), r = results)
            {
                var status = Native.mt_gradients(o, outputs.Count, i, inputs.Count, g, grad_outputs?.Count ?? 0, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, r);
                GC.KeepAlive(outputs);
                GC.KeepAlive(inputs);
                GC.KeepAlive(grad_outputs);
                NativeError.Check(status);
            }
            return Array.ConvertAll(results, handle => new Tensor(handle));
        }

        static int Flag(bool? value) => value is { } given ? given ? 1 : 0 : -1;

        static nint[]? Handles(IList<Tensor>? tensors)
        {
            if (tensors is null) return null;
            var handles = new nint[tensors.Count];
            for (var i = 0; i < handles.Length; i++) handles[i] = tensors[i].Handle;
            return handles;
        }
    }
}
