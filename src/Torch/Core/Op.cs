using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// One operator of libtorch's dispatcher, looked up at its first call. Arguments left out at the end take the schema's
/// defaults, which lets one call work with versions of libtorch that have added arguments.
/// </summary>
sealed unsafe partial class Op(string name, string overload = "")
{
    const int StackScratch = 1024;
    nint handle;

    internal string Name => name;
    internal string Overload => overload;

    /// <summary>The operator's schema, e.g. <c>aten::exp(Tensor self) -> Tensor</c>.</summary>
    internal string Schema => Marshal.PtrToStringUTF8((nint)Native.mt_operator_schema(Find()))!;

    /// <summary>True if the installed libtorch has the operator.</summary>
    internal bool Exists
    {
        get
        {
            nint found;
            return handle != 0 || LookUp(&found) == 0;
        }
    }

    /// <summary>Calls an operator whose (first) result is a tensor.</summary>
    internal Tensor Call(params ReadOnlySpan<Arg> args) => new(Invoke(args));

    /// <summary>As <see cref="Call"/>, but leaves the native reference to the caller.</summary>
    internal nint CallHandle(params ReadOnlySpan<Arg> args) => Invoke(args);

    /// <summary>Calls an in-place operator (its first argument is the result) or one without a result.</summary>
    internal void Do(params ReadOnlySpan<Arg> args)
    {
        var result = Invoke(args);
        if (result != 0) Native.mt_free(&result, 1);
    }

    /// <summary>Calls an in-place operator and hands back its first argument, the tensor that it changed.</summary>
    internal Tensor Mutate(params ReadOnlySpan<Arg> args)
    {
        Do(args);
        return (Tensor)args[0].Source!;
    }

    /// <summary>Calls an operator that writes its result into its last argument, and hands that back.</summary>
    internal Tensor Fill(params ReadOnlySpan<Arg> args)
    {
        Do(args);
        return (Tensor)args[^1].Source!;
    }

    /// <summary>Calls an operator with two tensors as results.</summary>
    internal (Tensor, Tensor) CallPair(params ReadOnlySpan<Arg> args)
    {
        Span<NativeArg> results = stackalloc NativeArg[2];
        Invoke(args, results);
        return (new(results[0].Pointer), new(results[1].Pointer));
    }

    /// <summary>Calls an operator with three tensors as results.</summary>
    internal (Tensor, Tensor, Tensor) CallTriple(params ReadOnlySpan<Arg> args)
    {
        Span<NativeArg> results = stackalloc NativeArg[3];
        Invoke(args, results);
        return (new(results[0].Pointer), new(results[1].Pointer), new(results[2].Pointer));
    }

    /// <summary>Calls an operator with four tensors as results.</summary>
    internal (Tensor, Tensor, Tensor, Tensor) CallQuadruple(params ReadOnlySpan<Arg> args)
    {
        Span<NativeArg> results = stackalloc NativeArg[4];
        Invoke(args, results);
        return (new(results[0].Pointer), new(results[1].Pointer), new(results[2].Pointer), new(results[3].Pointer));
    }

    /// <summary>Calls an operator that gives a list of tensors.</summary>
    internal Tensor[] CallList(params ReadOnlySpan<Arg> args)
    {
        Span<NativeArg> results = stackalloc NativeArg[1];
        Invoke(args, results);
        var handles = Native.mt_flat() + results[0].Int;
        var tensors = new Tensor[results[0].Count];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new(handles[i]);
        return tensors;
    }

    /// <summary>Calls an operator that gives a number or a truth value.</summary>
    internal Scalar CallScalar(params ReadOnlySpan<Arg> args)
    {
        Span<NativeArg> results = stackalloc NativeArg[1];
        Invoke(args, results);
        return results[0].Kind switch
        {
            ArgKind.Double => results[0].Double,
            ArgKind.Bool => results[0].Int != 0,
            ArgKind.Complex => *(System.Numerics.Complex*)(Native.mt_flat() + results[0].Int),
            _ => results[0].Int,
        };
    }

    nint Invoke(ReadOnlySpan<Arg> args)
    {
        nint result = 0;
        Invoke(args, &result, null, 0);
        return result;
    }

    void Invoke(ReadOnlySpan<Arg> args, Span<NativeArg> results)
    {
        fixed (NativeArg* target = results) Invoke(args, null, target, results.Length);
    }

    [SkipLocalsInit]
    void Invoke(ReadOnlySpan<Arg> args, nint* tensor, NativeArg* results, int capacity)
    {
        var op = Find();
        var needed = ScratchNeeded(args);
        var small = stackalloc byte[needed <= StackScratch ? needed : 0];
        var native = stackalloc NativeArg[args.Length];
        fixed (byte* large = needed > StackScratch ? new byte[needed] : null)
        {
            Write(args, native, large is null ? small : large);
            var status = tensor is not null
                ? Native.mt_call_tensor(op, native, args.Length, tensor)
                : Native.mt_call(op, native, args.Length, results, capacity);
            KeepAlive(args);
            NativeError.Check(status);
        }
    }

    static int ScratchNeeded(ReadOnlySpan<Arg> args)
    {
        var bytes = 0;
        foreach (ref readonly var arg in args) bytes += arg.ScratchBytes;
        return bytes;
    }

    static void Write(ReadOnlySpan<Arg> args, NativeArg* native, byte* scratch)
    {
        for (var i = 0; i < args.Length; i++)
        {
            args[i].Write(native + i, scratch);
            scratch += args[i].ScratchBytes;
        }
    }

    static void KeepAlive(ReadOnlySpan<Arg> args)
    {
        foreach (ref readonly var arg in args) GC.KeepAlive(arg.Source);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    nint Find() => handle != 0 ? handle : LookUp();

    [MethodImpl(MethodImplOptions.NoInlining)]
    nint LookUp()
    {
        nint found;
        NativeError.Check(LookUp(&found));
        return handle = found;
    }

    int LookUp(nint* found)
    {
        fixed (byte* n = Encoding.UTF8.GetBytes(name.Contains("::") ? $"{name}\0" : $"aten::{name}\0"))
        fixed (byte* o = Encoding.UTF8.GetBytes($"{overload}\0"))
            return Native.mt_operator(n, o, found);
    }
}
