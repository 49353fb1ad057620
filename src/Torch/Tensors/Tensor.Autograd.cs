namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>True if gradients with respect to this tensor, or through it, are recorded.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">Set for elements that are no floating-point numbers.</exception>
        public bool requires_grad
        {
            get => Alive(Native.mt_requires_grad(Handle)) != 0;
            set => NativeError.Check(Alive(Native.mt_set_requires_grad(Handle, value ? 1 : 0)));
        }

        /// <summary>Sets <see cref="requires_grad"/> and returns this tensor.</summary>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets <see cref="requires_grad"/> and returns this tensor.</summary>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>The gradient that backward accumulated, or null. Every call gives a new object for the same memory.</summary>
        public Tensor? grad
        {
            get => Alive(Native.mt_grad(Handle)) is var found && found != 0 ? new Tensor(found) : null;
            set
            {
                NativeError.Check(Alive(Native.mt_set_grad(Handle, value?.Handle ?? 0)));
                GC.KeepAlive(value);
            }
        }

        /// <summary>True if no operator with a recorded gradient made this tensor.</summary>
        public bool is_leaf => Alive(Native.mt_is_leaf(Handle)) != 0;

        /// <summary>Lets backward keep the gradient of this tensor although it is no leaf.</summary>
        public void retain_grad() => NativeError.Check(Alive(Native.mt_retain_grad(Handle)));

        /// <summary>Adds the gradients of this tensor's only element to <see cref="grad"/> of all leaves.</summary>
        public void backward() => autograd.backward([this]);

        /// <summary>Adds the gradients of this tensor, weighted by <paramref name="grad_tensors"/>, to <see cref="grad"/> of all leaves, or of <paramref name="inputs"/>.</summary>
        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph || create_graph, create_graph, inputs);
    }
}
