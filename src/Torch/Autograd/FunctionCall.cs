using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What a custom function computes, however many tensors it takes and gives.</summary>
interface IFunctionBody
{
    string Name { get; }

    List<Tensor> Forward(autograd.AutogradContext context, object[] vars);

    List<Tensor?> Backward(autograd.AutogradContext context, List<Tensor?> gradients);
}

/// <summary>One application of a custom function. The node in the graph refers to it, so it must not refer to tensors of the graph.</summary>
sealed unsafe class FunctionCall
{
    readonly IFunctionBody body;
    readonly autograd.AutogradContext context;
    readonly bool[] isTensor;
    object[]? vars; // until forward has run
    List<Tensor>? outputs;

    FunctionCall(IFunctionBody body, autograd.AutogradContext context, object[] vars)
    {
        this.body = body;
        this.context = context;
        this.vars = vars;
        isTensor = Array.ConvertAll(vars, v => v is Tensor);
    }

    /// <summary>Runs forward and puts the function into the graph.</summary>
    internal static List<Tensor> Apply(IFunctionBody body, object[] vars)
    {
        var call = new FunctionCall(body, new autograd.AutogradContext(), vars);
        var inputs = vars.OfType<Tensor>().Select(t => t.Handle).ToArray();
        int count;
        fixed (nint* i = inputs)
        {
            var status = Native.mt_function_apply(i, inputs.Length, &RunForward, &RunBackward, GCHandle.ToIntPtr(GCHandle.Alloc(call)), &count);
            GC.KeepAlive(vars);
            NativeError.Check(status);
        }
        var given = call.outputs!;
        call.outputs = null;
        return Reuse(given, count);
    }

    /// <summary>The waiting results as tensors.</summary>
    internal static List<Tensor> Results(int count)
    {
        var handles = new nint[count];
        fixed (nint* h = handles) Native.mt_function_results(h);
        return [.. handles.Select(handle => new Tensor(handle))];
    }

    /// <summary>The results; where forward's own tensor has become part of the graph, that object.</summary>
    static List<Tensor> Reuse(List<Tensor> given, int count)
    {
        var handles = new nint[count];
        fixed (nint* h = handles) Native.mt_function_results(h);
        var results = new List<Tensor>(count);
        for (var i = 0; i < count; i++)
        {
            var handle = handles[i];
            if (handle == given[i].Handle)
            {
                Native.mt_free(&handle, 1);
                results.Add(given[i]);
            }
            else results.Add(new Tensor(handle));
        }
        return results;
    }

    [UnmanagedCallersOnly]
    static nint RunForward(nint managed, nint native, nint results) => Run(managed, native, call =>
    {
        var given = call.vars!;
        call.vars = null;
        call.outputs = call.body.Forward(call.context, given) ?? throw new InvalidOperationException($"The forward of {call.body.Name} returned null.");
        foreach (var output in call.outputs)
        {
            if (output is null) throw new InvalidOperationException($"The forward of {call.body.Name} returned null in place of a tensor.");
            Native.mt_list_add(results, output.Handle);
            GC.KeepAlive(output);
        }
    });

    [UnmanagedCallersOnly]
    static nint RunBackward(nint managed, nint native, nint* gradients, int count, nint results)
    {
        var handles = new ReadOnlySpan<nint>(gradients, count).ToArray();
        return Run(managed, native, call =>
        {
            var given = Array.ConvertAll(handles, handle => handle == 0 ? null : new Tensor(handle));
            var answers = call.body.Backward(call.context, [.. given]);
            if (answers is null || answers.Count != call.isTensor.Length)
                throw new InvalidOperationException($"Function {call.body.Name} returned an incorrect number of gradients (expected {call.isTensor.Length}, got {answers?.Count ?? 0}): one for each argument of apply, null for those that are no tensors.");
            for (var i = 0; i < answers.Count; i++)
            {
                var answer = answers[i] is { IsInvalid: false } valid ? valid : null;
                if (call.isTensor[i]) Native.mt_list_add(results, answer?.Handle ?? 0);
                else if (answer is not null) throw new InvalidOperationException($"Function {call.body.Name} returned a gradient for argument {i}, which is no tensor; return null there.");
                GC.KeepAlive(answer);
            }
            foreach (var gradient in given) gradient?.Dispose();
        });
    }

    static nint Run(nint managed, nint native, Action<FunctionCall> action)
    {
        var call = (FunctionCall)GCHandle.FromIntPtr(managed).Target!;
        try
        {
            call.context.Enter(native);
            action(call);
            return 0;
        }
        catch (Exception e)
        {
            return NativeError.Capture(e);
        }
        finally
        {
            call.context.Leave();
        }
    }
}
