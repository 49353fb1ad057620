using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Small tools for parameters.</summary>
        public static partial class utils
        {
            /// <summary>
            /// Scales all gradients so that their joint norm is at most <paramref name="max_norm"/>; returns the norm before. They may be on several devices.
            /// </summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                List<Tensor> gradients = [.. tensors.Select(t => t.grad).OfType<Tensor>()];
                if (gradients.Count == 0) return 0;
                Tensor At(Tensor value, Tensor place) => value.device_type == place.device_type && value.device_index == place.device_index ? value : value.to(place.device);
                var total = linalg.vector_norm(stack(gradients.Select(g => At(linalg.vector_norm(g, norm_type), gradients[0]))), norm_type);
                var factor = clamp(max_norm / (total + 1e-6), max: 1.0);
                foreach (var gradient in gradients) gradient.mul_(At(factor, gradient));
                return total.ToDouble();
            }

            /// <summary>Limits every element of all gradients to +-<paramref name="clip_value"/>.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var quiet = no_grad();
                foreach (var tensor in tensors)
                {
                    using var gradient = tensor.grad;
                    gradient?.clamp_(-clip_value, clip_value);
                }
            }

            /// <summary>All elements of all parameters, one after the other.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat(tensors.Select(t => t.reshape(-1)).ToArray()).MoveToOuterDisposeScope();
            }

            /// <summary>The reverse of <see cref="parameters_to_vector"/>: copies the elements back.</summary>
            /// <exception cref="ArgumentException">The vector has another number of elements than the parameters.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                List<Parameter> targets = [.. tensors];
                var needed = targets.Sum(t => t.numel());
                if (vec.numel() != needed) throw new ArgumentException($"The vector has {vec.numel()} elements, the parameters {needed}.");
                using var quiet = no_grad();
                using var scope = NewDisposeScope();
                long start = 0;
                foreach (var target in targets)
                {
                    target.copy_(vec.narrow(0, start, target.numel()).view(target.shape));
                    start += target.numel();
                }
            }
        }
    }
}
