namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>A function whose gradient is written by hand; derive from <see cref="SingleTensorFunction{T}"/> or <see cref="MultiTensorFunction{T}"/>.</summary>
        public abstract class Function<T> where T : Function<T>, new()
        {
            protected Function()
            {
            }

            /// <summary>The name that errors give it.</summary>
            public abstract string Name { get; }

            private protected abstract List<Tensor> Forward(AutogradContext ctx, object[] vars);

            private protected abstract List<Tensor> Backward(AutogradContext ctx, List<Tensor> grad_outputs);

            /// <summary>Runs forward and puts the function into the graph; the results are a list, however many there are.</summary>
            public static List<Tensor> apply_internal(params object[] vars) => FunctionCall.Apply(new Body(new T()), vars);

            sealed class Body(T function) : IFunctionBody
            {
                public string Name => function.Name;

                public List<Tensor> Forward(AutogradContext context, object[] vars) => function.Forward(context, vars);

                public List<Tensor?> Backward(AutogradContext context, List<Tensor?> gradients) => function.Backward(context, gradients!)!;
            }
        }

        /// <summary>A function with one result whose gradient is written by hand. Call it by <see cref="apply"/>.</summary>
        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            protected SingleTensorFunction()
            {
            }

            /// <summary>Computes the result of tensors and other arguments; gradients are not recorded meanwhile.</summary>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradients of the arguments, in their order, given that of the result; null for arguments that are no tensors.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            /// <summary>The function of these arguments. Those that are tensors get gradients.</summary>
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            private protected override List<Tensor> Forward(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            private protected override List<Tensor> Backward(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs[0]);
        }

        /// <summary>A function with several results whose gradient is written by hand. Call it by <see cref="apply"/>.</summary>
        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            protected MultiTensorFunction()
            {
            }

            /// <summary>Computes the results of tensors and other arguments; gradients are not recorded meanwhile.</summary>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <summary>The gradients of the arguments, in their order, given those of the results; null for arguments that are no tensors.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            /// <summary>The function of these arguments. Those that are tensors get gradients.</summary>
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            private protected override List<Tensor> Forward(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            private protected override List<Tensor> Backward(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs);
        }
    }
}
