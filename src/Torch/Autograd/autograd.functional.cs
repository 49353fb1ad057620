namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>Derivatives of functions.</summary>
        public static class functional
        {
            /// <summary>All partial derivatives of a function: the shape is that of the output followed by that of the input.</summary>
            public static Tensor jacobian(Func<Tensor, Tensor> function, Tensor inputs) => Jacobians(x => [function(x[0])], [inputs])[0];

            /// <summary>One Jacobian for each output.</summary>
            public static IEnumerable<Tensor> jacobian(Func<Tensor, Tensor[]> function, Tensor inputs) => Jacobians(x => function(x[0]), [inputs]);

            /// <summary>One Jacobian for each input.</summary>
            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor> function, params Tensor[] inputs) => Jacobians(x => [function(x)], inputs);

            /// <summary>The Jacobians of the first output with respect to all inputs, then those of the second, and so on.</summary>
            public static IEnumerable<Tensor> jacobian(Func<Tensor[], Tensor[]> function, params Tensor[] inputs) => Jacobians(function, inputs);

            static List<Tensor> Jacobians(Func<Tensor[], Tensor[]> function, Tensor[] inputs)
            {
                using var scope = NewDisposeScope();
                var points = Array.ConvertAll(inputs, t => t.detach().requires_grad_());
                Tensor[] outputs;
                using (enable_grad()) outputs = function(points);
                var results = new List<Tensor>();
                foreach (var output in outputs)
                {
                    var rows = output.reshape(-1).unbind().Select(element => Row(element, points)).ToList();
                    for (var i = 0; i < points.Length; i++)
                    {
                        long[] shape = [.. output.shape, .. points[i].shape];
                        results.Add((rows.Count == 0 ? zeros(shape, points[i].dtype, points[i].device) : stack([.. rows.Select(r => r[i])]).reshape(shape)).MoveToOuterDisposeScope());
                    }
                }
                return results;
            }

            /// <summary>The gradients of one element of an output.</summary>
            static Tensor[] Row(Tensor element, Tensor[] points)
            {
                if (!element.requires_grad) return Array.ConvertAll(points, zeros_like);
                var gradients = grad([element], points, retain_graph: true, allow_unused: true);
                return [.. gradients.Zip(points, (gradient, point) => gradient.IsInvalid ? zeros_like(point) : gradient)];
            }

            static Tensor zeros_like(Tensor tensor) => torch.zeros_like(tensor);
        }
    }
}
