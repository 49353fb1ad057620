using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Calls with arguments and results that are known at run time only.</summary>
sealed unsafe partial class Op
{
    const int MostResults = 16;

    /// <summary>Calls the operator; gives all its results: <see cref="Tensor"/> (null where undefined), <c>Tensor[]</c>, long, double or bool.</summary>
    internal object?[] CallObjects(ReadOnlySpan<Arg> args)
    {
        Span<NativeArg> results = stackalloc NativeArg[MostResults];
        Invoke(args, results);
        var found = new object?[Results()];
        for (var i = 0; i < found.Length; i++) found[i] = Managed(results[i]);
        return found;
    }

    /// <summary>How many results the schema has: those after the arrow.</summary>
    int Results()
    {
        var results = Schema[(Schema.LastIndexOf("->", StringComparison.Ordinal) + 2)..].Trim();
        return results.StartsWith('(') ? OperatorSchema.TopLevel(results, 1).Count(r => r.Length > 0) : 1;
    }

    static object? Managed(in NativeArg result) => result.Kind switch
    {
        ArgKind.Tensor => result.Pointer == 0 ? null : new Tensor(result.Pointer),
        ArgKind.Int => result.Int,
        ArgKind.Double => result.Double,
        ArgKind.Bool => result.Int != 0,
        ArgKind.Tensors => List(result),
        _ => null,
    };

    static Tensor[] List(in NativeArg result)
    {
        var handles = Native.mt_flat() + result.Int;
        var tensors = new Tensor[result.Count];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new(handles[i]);
        return tensors;
    }
}
