using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Autograd;

/// <summary>Functions with a gradient written by hand.</summary>
public class FunctionTests
{
    /// <summary>x³, from a saved input.</summary>
    sealed class Cube : SingleTensorFunction<Cube>
    {
        public override string Name => nameof(Cube);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.save_for_backward([x]);
            return x * x * x;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
        {
            var x = ctx.get_saved_variables()[0];
            return [3 * x * x * grad_output];
        }
    }

    /// <summary>exp(k x), from a saved output and a number.</summary>
    sealed class Growth : SingleTensorFunction<Growth>
    {
        public override string Name => nameof(Growth);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var result = ((Tensor)vars[1] * (double)vars[0]).exp();
            ctx.save_for_backward([result]);
            ctx.save_data("k", vars[0]);
            return result;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [null!, grad_output * ctx.get_saved_variables()[0] * (double)ctx.get_data("k")];
    }

    /// <summary>Sum and difference; says what it was given.</summary>
    sealed class SumAndDifference : MultiTensorFunction<SumAndDifference>
    {
        [ThreadStatic] public static string? Seen;

        public override string Name => nameof(SumAndDifference);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            ctx.set_materialize_grads((bool)vars[2]);
            return [(Tensor)vars[0] + (Tensor)vars[1], (Tensor)vars[0] - (Tensor)vars[1]];
        }

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs)
        {
            Seen = string.Join(", ", grad_outputs.Select(g => g is null ? "null" : g.sum().to(ScalarType.Float32).item<float>().ToString()));
            var (sum, difference) = (grad_outputs[0] ?? zeros_like(grad_outputs[1]), grad_outputs[1] ?? zeros_like(grad_outputs[0]));
            return [sum + difference, sum - difference, null!];
        }
    }

    /// <summary>Doubles its input in place.</summary>
    sealed class Doubled : SingleTensorFunction<Doubled>
    {
        public override string Name => nameof(Doubled);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var x = (Tensor)vars[0];
            ctx.mark_dirty([x]);
            return x.mul_(2);
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output * 2];
    }

    /// <summary>A result and what has no gradient.</summary>
    sealed class Sorted : MultiTensorFunction<Sorted>
    {
        public override string Name => nameof(Sorted);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            var (values, indices) = ((Tensor)vars[0]).sort();
            var signs = values.sign();
            ctx.mark_non_differentiable([indices, signs]);
            ctx.save_for_backward([indices]);
            return [values, indices, signs];
        }

        public override List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs) => [zeros_like(grad_outputs[0]).scatter(0, ctx.get_saved_variables()[0], grad_outputs[0])];
    }

    /// <summary>Does in forward and in backward what it is told.</summary>
    sealed class Told : SingleTensorFunction<Told>
    {
        public override string Name => nameof(Told);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("backward", vars[2]);
            return ((Func<Tensor, Tensor>)vars[1])((Tensor)vars[0]);
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => ((Func<Tensor, List<Tensor>>)ctx.get_data("backward"))(grad_output);

        public static Tensor Run(Tensor x, Func<Tensor, Tensor>? forward = null, Func<Tensor, List<Tensor>>? backward = null) =>
            apply(x, forward ?? (t => t * 1), backward ?? (g => [g, null!, null!]));
    }

    [Fact]
    public void Gradients_agree_with_differences()
    {
        Assert.True(gradcheck(x => Cube.apply(x[0]), [rand(2, 3) + 0.5]));
        Assert.True(gradcheck(x => Growth.apply(-0.7, x[0]), [randn(5)]));
        Assert.True(gradcheck(x => stack([.. SumAndDifference.apply(x[0], x[1], true)]).pow(2), [randn(3), randn(3)]));
        Assert.True(gradcheck(x => Sorted.apply(x[0])[0] * tensor([1.0, 10, 100]), [tensor([3.0, -1, 2])]));
    }

    [Fact]
    public void Gradients_of_gradients_agree_with_differences()
    {
        Assert.True(gradcheck(x => grad([Cube.apply(x[0]).sum()], [x[0]], create_graph: true)[0], [rand(3) + 0.5]));
        Assert.True(gradcheck(x => grad([Growth.apply(0.7, x[0]).sum()], [x[0]], create_graph: true)[0], [randn(3)]));
    }

    [Fact]
    public void Without_need_there_is_no_graph()
    {
        Assert.False(Cube.apply(ones(1)).requires_grad);
        var x = ones(1, requires_grad: true);
        using (no_grad()) Assert.False(Cube.apply(x).requires_grad);
        Assert.True(Cube.apply(x).requires_grad);
    }

    [Theory]
    [InlineData(true, "0, 2")]
    [InlineData(false, "null, 2")]
    public void An_unused_result_has_a_gradient_of_zeros_or_none(bool materialize, string seen)
    {
        var (a, b) = (full(1, 5f, requires_grad: true), full(1, 2f, requires_grad: true));
        (SumAndDifference.apply(a, b, materialize)[1] * 2).sum().backward();
        Assert.Equal(seen, SumAndDifference.Seen);
        Equal([2], a.grad!);
        Equal([-2], b.grad!);
    }

    [Fact]
    public void What_is_changed_in_place_is_the_result()
    {
        var leaf = ones(2, requires_grad: true);
        var x = leaf * 3;
        Assert.Same(x, Doubled.apply(x));
        x.sum().backward();
        Equal([6, 6], x.detach());
        Equal([6, 6], leaf.grad!);
    }

    [Fact]
    public void Non_differentiable_results_require_no_gradient() => Assert.Equal([true, false, false], Sorted.apply(tensor(new[] { 2f, -1f }, requires_grad: true)).Select(t => t.requires_grad));

    [Fact]
    public void An_input_that_is_returned_becomes_a_new_tensor()
    {
        var x = ones(2, requires_grad: true);
        var y = Told.Run(x, t => t, g => [g * 7, null!, null!]);
        Assert.NotSame(x, y);
        Assert.True(x.is_leaf && !y.is_leaf);
        y.sum().backward();
        Equal([7, 7], x.grad!);
    }

    [Fact]
    public void A_change_of_what_was_saved_is_noticed()
    {
        var leaf = ones(2, requires_grad: true);
        var x = leaf * 1;
        var y = Cube.apply(x).sum();
        x.add_(1);
        Assert.Contains("modified by an inplace operation", Assert.Throws<ExternalException>(() => y.backward()).Message);
    }

    [Fact]
    public void Backward_twice_needs_retain_graph()
    {
        var x = ones(1, requires_grad: true);
        var y = Cube.apply(x).sum();
        y.backward(retain_graph: true);
        y.backward();
        Equal([6], x.grad!);
        Assert.Contains("a second time", Assert.Throws<ExternalException>(() => y.backward()).Message);
    }

    [Fact]
    public void Exceptions_come_out_as_they_are()
    {
        var x = ones(1, requires_grad: true);
        Assert.Equal("there", Assert.Throws<InvalidDataException>(() => Told.Run(x, _ => throw new InvalidDataException("there"))).Message);
        var y = Told.Run(x, backward: _ => throw new InvalidDataException("back"));
        var e = Assert.Throws<InvalidDataException>(() => y.sum().backward());
        Assert.Equal("back", e.Message);
        Assert.Contains(nameof(Exceptions_come_out_as_they_are), e.StackTrace);
        Assert.Null(x.grad);
        Assert.Contains("2x3 and 2x3", Assert.Throws<ExternalException>(() => Told.Run(x, _ => ones(2, 3).matmul(ones(2, 3)))).Message);
    }

    [Fact]
    public void Wrong_gradients_are_named()
    {
        var x = ones(2, requires_grad: true);
        Tensor Result(Func<Tensor, List<Tensor>> backward) => Told.Run(x, backward: backward).sum();
        Assert.Contains("Told returned an incorrect number of gradients (expected 3, got 1)", Assert.Throws<InvalidOperationException>(() => Result(g => [g]).backward()).Message);
        Assert.Contains("a gradient for argument 2, which is no tensor", Assert.Throws<InvalidOperationException>(() => Result(g => [g, null!, g]).backward()).Message);
        Assert.Contains("invalid gradient at index 0 - got [3] but expected shape compatible with [2]", Assert.Throws<ExternalException>(() => Result(_ => [ones(3), null!, null!]).backward()).Message);
        Assert.Contains("returned null", Assert.Throws<InvalidOperationException>(() => Told.Run(x, _ => null!)).Message);
    }

    [Fact]
    public void A_gradient_of_null_is_none()
    {
        var (x, y) = (ones(2, requires_grad: true), ones(2, requires_grad: true));
        (Told.Run(x, backward: _ => [null!, null!, null!]) + y).sum().backward();
        Assert.True(x.grad is null || x.grad.abs().sum().item<float>() == 0);
        Equal([1, 1], y.grad!);
    }

    [Fact]
    public void A_context_is_of_no_use_later()
    {
        AutogradContext? kept = null;
        var x = ones(1, requires_grad: true);
        ContextKeeper.Keep = c => kept = c;
        ContextKeeper.apply(x).sum().backward();
        Assert.Contains("only while forward or backward runs", Assert.Throws<InvalidOperationException>(() => kept!.get_saved_variables()).Message);
        Assert.Contains("only under 'a'", Assert.Throws<KeyNotFoundException>(() => kept!.get_data("b")).Message);
    }

    sealed class ContextKeeper : SingleTensorFunction<ContextKeeper>
    {
        [ThreadStatic] public static Action<AutogradContext>? Keep;

        public override string Name => nameof(ContextKeeper);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            Keep!(ctx);
            ctx.save_data("a", 1);
            return (Tensor)vars[0] * 2;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output * 2];
    }

    /// <summary>Beyond 60 nested calls libtorch moves backward to threads of its own.</summary>
    [Fact]
    public void Exceptions_cross_threads()
    {
        const int Deep = 80;
        var threads = new HashSet<int>();
        Assert.Equal("back", Assert.Throws<InvalidDataException>(() => Nest(0)).Message);
        Assert.True(threads.Count > 1, "The engine did not use a thread of its own: the test shows nothing.");

        void Nest(int depth)
        {
            threads.Add(Environment.CurrentManagedThreadId);
            using var recording = enable_grad();
            Told.Run(ones(1, requires_grad: true), backward: g =>
            {
                if (depth == Deep) throw new InvalidDataException("back");
                Nest(depth + 1);
                return [g, null!, null!];
            }).sum().backward();
        }
    }

    /// <summary>Neither a saved output nor the managed side keeps the graph alive.</summary>
    [Fact]
    public void The_graph_goes_with_its_result()
    {
        var held = MakeAndDrop();
        for (var i = 0; i < 5 && held.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(held.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference MakeAndDrop()
        {
            using var scope = NewDisposeScope();
            var witness = new object();
            var x = ones(1, requires_grad: true);
            var y = Witnessed.apply(x, witness);
            Assert.True(y.requires_grad);
            return new(witness);
        }
    }

    sealed class Witnessed : SingleTensorFunction<Witnessed>
    {
        public override string Name => nameof(Witnessed);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("witness", vars[1]);
            var result = (Tensor)vars[0] * 2;
            ctx.save_for_backward([result]);
            return result;
        }

        public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [grad_output * 2, null!];
    }
}
