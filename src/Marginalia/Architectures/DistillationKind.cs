namespace Marginalia.Architectures;

/// <summary>
/// How a task's features take up those of the other tasks (PAD-Net: Xu, Ouyang, Wang, Sebe 2018, arXiv 1805.04409, section 3.3, modules A, B, C). Below,
/// f_t are the features of the target, f_a those of another task, V, K convolutions of 3 x 3, and the sums run over the other tasks a.
/// </summary>
public enum DistillationKind
{
    /// <summary>f_t + sum of V_a f_a * sigmoid(K_a f_a): the source opens its gates itself, as in the survey's code (arXiv 2004.13379).</summary>
    SourceAttention,

    /// <summary>f_t + sum of V_a f_a * sigmoid(K f_t): one gate per target, made from its own features (module C, the paper's best).</summary>
    TargetAttention,

    /// <summary>f_t + sum of V_a f_a (module B).</summary>
    Messages,

    /// <summary>A convolution of the features of all tasks, one after the other (module A; the paper leaves that convolution to its decoders).</summary>
    Concatenation,
}
