using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Formulas that leave nothing behind but their result.</summary>
static class Temporaries
{
    /// <summary>Runs <paramref name="formula"/> and frees what it made but for the result.</summary>
    internal static Tensor Tidy(Func<Tensor> formula)
    {
        using var scope = NewDisposeScope();
        var result = formula();
        return result.Scope == scope ? result.MoveToOuterDisposeScope() : result;
    }
}
