using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>Where a network splits into its tasks: the output of the trunk, and the view of it that each task's head reads.</summary>
/// <remarks>
/// A gradient with respect to a view is the gradient of that task alone, so that one backward pass gives the representation gradients of all
/// tasks. The tensors live as long as those of the forward pass that made them.
/// </remarks>
/// <param name="Trunk">Output z of the trunk, of any shape.</param>
/// <param name="Views">T views of z, one per task.</param>
public sealed record Representation(Tensor Trunk, IReadOnlyList<Tensor> Views);
