using System.Runtime.CompilerServices;
using static TorchSharp.torch;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Autograd;

public class HookTests
{
    [Fact]
    public void Sees_the_gradient_and_may_replace_it()
    {
        var x = ones(3, requires_grad: true);
        var y = x * 2;
        double[]? seen = null;
        using var watch = y.register_hook(g =>
        {
            seen = Doubles(g);
            return null;
        });
        using var change = y.register_hook(g => g * 10);
        (y * 5).sum().backward();
        Assert.Equal([5, 5, 5], seen!);
        Equal([100, 100, 100], x.grad!);
    }

    [Fact]
    public void Is_silent_after_removal()
    {
        var x = ones(1, requires_grad: true);
        var calls = 0;
        var hook = x.register_hook(_ =>
        {
            calls++;
            return null;
        });
        (x * 2).sum().backward();
        hook.Dispose();
        (x * 2).sum().backward();
        Assert.Equal(1, calls);
    }

    [Fact]
    public void What_it_throws_comes_out_of_backward_as_it_is()
    {
        var x = ones(1, requires_grad: true);
        var y = x * 2;
        y.register_hook(_ => Fail());
        var e = Assert.Throws<InvalidDataException>(() => y.sum().backward());
        Assert.Equal("from the hook", e.Message);
        Assert.Contains(nameof(Fail), e.StackTrace);
        Assert.Contains(nameof(What_it_throws_comes_out_of_backward_as_it_is), e.StackTrace);
        Assert.Null(x.grad);
        (x * 4).sum().backward();
        Equal([4], x.grad!);
    }

    [Fact]
    public void What_it_throws_comes_out_of_grad_too()
    {
        var x = ones(1, requires_grad: true);
        var y = x * 2;
        y.register_hook(_ => Fail());
        Assert.Throws<InvalidDataException>(() => autograd.grad([y.sum()], [x]));
    }

    [Fact]
    public void An_error_of_libtorch_inside_comes_out_as_such()
    {
        var x = ones(1, requires_grad: true);
        var y = x * 2;
        y.register_hook(_ => ones(2, 3).matmul(ones(2, 3)));
        var e = Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => y.sum().backward());
        Assert.Contains("2x3 and 2x3", e.Message);
    }

    /// <summary>Beyond 60 nested calls libtorch moves backward to threads of its own.</summary>
    [Fact]
    public void What_it_throws_on_a_thread_of_the_engine_comes_out_as_it_is()
    {
        const int Deep = 80;
        var threads = new HashSet<int>();
        var e = Assert.Throws<InvalidDataException>(() => Nest(0));
        Assert.Equal("from the hook", e.Message);
        Assert.True(threads.Count > 1, "The engine did not use a thread of its own: the test shows nothing.");

        void Nest(int depth)
        {
            threads.Add(Environment.CurrentManagedThreadId);
            using var recording = enable_grad(); // backward switches it off
            var x = ones(1, requires_grad: true);
            x.register_hook(_ =>
            {
                if (depth == Deep) return Fail();
                Nest(depth + 1);
                return null;
            });
            x.sum().backward();
        }
    }

    [Fact]
    public void Its_closure_is_released_with_the_tensor()
    {
        var closure = MakeAndDrop();
        for (var i = 0; i < 5 && closure.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(closure.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference MakeAndDrop()
        {
            var held = new object();
            using var x = ones(1, requires_grad: true);
            x.register_hook(_ =>
            {
                held.ToString();
                return null;
            });
            return new WeakReference(held);
        }
    }

    static Tensor Fail() => throw new InvalidDataException("from the hook");
}
