using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Memory;

public class DisposeScopeTests
{
    public DisposeScopeTests() => DisposeScopeManager.Statistics.Reset();

    static (long In, long Outside, long DisposedIn, long DisposedOutside, long Attached, long Detached, long Live) Counts =>
        DisposeScopeManager.Statistics is var s ? (s.CreatedInScopeCount, s.CreatedOutsideScopeCount, s.DisposedInScopeCount, s.DisposedOutsideScopeCount, s.AttachedToScopeCount, s.DetachedFromScopeCount, s.ThreadTotalLiveCount) : default;

    [Fact]
    public void Frees_what_was_made_in_it()
    {
        Tensor a, b;
        using (NewDisposeScope())
        {
            a = ones(1);
            b = a + 1;
            Assert.False(b.IsInvalid);
        }
        Assert.True(a.IsInvalid && b.IsInvalid);
        Assert.Equal((2, 0, 2, 0, 0, 0, 0), Counts);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void Is_left_after_an_exception()
    {
        Tensor? t = null;
        Assert.Throws<InvalidDataException>(new Action(() =>
        {
            using var scope = NewDisposeScope();
            t = ones(1);
            throw new InvalidDataException();
        }));
        Assert.True(t!.IsInvalid);
        Assert.Null(CurrentDisposeScope);
    }

    [Fact]
    public void Moves_a_tensor_to_the_outer_scope()
    {
        using var outer = NewDisposeScope();
        Tensor t;
        using (NewDisposeScope()) t = ones(1).MoveToOuterDisposeScope();
        Assert.False(t.IsInvalid);
        Assert.True(outer.Contains(t));
        Assert.Equal(1, outer.DisposablesCount);
        outer.Dispose();
        Assert.True(t.IsInvalid);
        Assert.Equal((1, 0, 1, 0, 0, 0, 0), Counts);
    }

    [Fact]
    public void Moves_a_tensor_of_the_outermost_scope_to_none()
    {
        Tensor t;
        using (NewDisposeScope()) t = ones(1).MoveToOuterDisposeScope();
        Assert.False(t.IsInvalid);
        Assert.Equal((1, 0, 0, 0, 0, 1, 1), Counts);
        t.Dispose();
        Assert.Equal((1, 0, 0, 1, 0, 1, 0), Counts);
    }

    [Fact]
    public void Detaches_a_tensor()
    {
        Tensor t, u;
        using (NewDisposeScope())
        using (var inner = NewDisposeScope())
        {
            t = ones(1).DetachFromDisposeScope();
            u = inner.Detach(ones(1));
            Assert.Equal(0, inner.DisposablesCount);
        }
        Assert.False(t.IsInvalid || u.IsInvalid);
        Assert.Equal((2, 0, 0, 0, 0, 2, 2), Counts);
    }

    [Fact]
    public void Attaches_a_tensor_once()
    {
        var t = ones(1);
        using (var scope = NewDisposeScope())
        {
            scope.Attach(t);
            scope.Attach(t);
            Assert.Equal(1, scope.DisposablesCount);
        }
        Assert.True(t.IsInvalid);
        Assert.Equal((0, 1, 1, 0, 1, 0, 0), Counts);
    }

    [Fact]
    public void Takes_a_tensor_from_another_scope()
    {
        using var first = NewDisposeScope();
        var t = ones(1);
        using (var second = NewDisposeScope())
        {
            second.Attach(t);
            Assert.Equal((0, 1), (first.DisposablesCount, second.DisposablesCount));
            t.MoveToOtherDisposeScope(first);
            Assert.Equal((1, 0), (first.DisposablesCount, second.DisposablesCount));
            var u = ones(1).MoveToOtherDisposeScope(t);
            Assert.True(first.Contains(u));
        }
        Assert.False(t.IsInvalid);
    }

    [Fact]
    public void Removes_from_the_middle_keep_the_others()
    {
        using var scope = NewDisposeScope();
        var tensors = Enumerable.Range(0, 200).Select(_ => ones(1)).ToList();
        foreach (var i in (int[])[0, 50, 199, 100, 3]) tensors[i].Dispose();
        Assert.Equal(195, scope.DisposablesCount);
        Assert.All(tensors.Where(t => !t.IsInvalid), t => Assert.True(scope.Contains(t)));
        scope.DisposeEverything();
        Assert.All(tensors, t => Assert.True(t.IsInvalid));
        Assert.Equal(200, Counts.DisposedIn);
    }

    [Fact]
    public void Disposes_everything_but_what_is_named()
    {
        using var scope = NewDisposeScope();
        var (a, b, c) = (ones(1), ones(1), ones(1));
        scope.DisposeEverythingBut(a, c);
        Assert.Equal([false, true, false], new[] { a, b, c }.Select(t => t.IsInvalid));
        Assert.Equal(2, scope.DisposablesCount);
    }

    [Fact]
    public void Owns_other_disposables_too()
    {
        var (kept, disposed) = (new Probe(), new Probe());
        using (var scope = NewDisposeScope())
        {
            scope.Attach(kept, disposed);
            Assert.Equal(2, scope.DisposablesCount);
            scope.Detach(kept);
        }
        Assert.Equal((0, 1), (kept.Disposals, disposed.Disposals));
    }

    [Fact]
    public void Wraps_an_expression()
    {
        using var scope = NewDisposeScope();
        var result = WrappedTensorDisposeScope(() => (ones(2) * 2) + 1);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal([3f, 3f], result.data<float>().ToArray());
    }

    [Fact]
    public void Scopes_closed_out_of_order_leave_no_trace()
    {
        var first = NewDisposeScope();
        var second = NewDisposeScope();
        var t = ones(1);
        first.Dispose();
        Assert.Same(second, CurrentDisposeScope);
        Assert.False(t.IsInvalid);
        second.Dispose();
        Assert.Null(CurrentDisposeScope);
        Assert.True(t.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => first.DisposablesCount);
    }

    [Fact]
    public void Belongs_to_its_thread()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = ones(1));
        thread.Start();
        thread.Join();
        Assert.False(scope.Contains(elsewhere!));
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Holds_one_tensor_per_result_and_nothing_in_between()
    {
        using var scope = NewDisposeScope();
        int Made(Func<object?> action)
        {
            scope.DisposeEverything();
            action();
            return scope.DisposablesCount;
        }
        Assert.Equal(4, Made(() => (ones(2) + 1, 1 + ones(2)).Item1));
        Assert.Equal(1, Made(() => ones(2).add_(1).mul_(2)));
        Assert.Equal(3, Made(() => ones(2).sort()));
        Assert.Equal(2, Made(() => ones(2).sum().item<float>()));
        Assert.Equal(2, Made(() => ones(2, 3, 4)[1, 2]));
        Assert.Equal(2, Made(() => ones(2, 3, 4)[.., 1..2, 0]));
        Assert.Equal(2, Made(() => ones(2)[0] = 5f));
        Assert.Equal(2, Made(() => 1 / ones(2)));
        Assert.Equal(0, Made(() => nn.Linear(2, 2)));
        Assert.Equal(0, Made(() => nn.BatchNorm2d(2)));
    }

    [Fact]
    public void Parameters_of_modules_and_optimiser_state_stay_outside()
    {
        Parameter p, free;
        optim.Optimizer optimizer;
        using (NewDisposeScope())
        {
            (p, free) = (new Parameter(ones(1)), new Parameter(ones(1)));
            nn.ParameterList(p);
            optimizer = optim.Adam([p], 0.1);
        }
        Assert.True(free.IsInvalid);
        for (var i = 0; i < 2; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            p.sum().backward();
            optimizer.step();
            Assert.Equal(1, scope.DisposablesCount);
        }
        Assert.Equal(0.8, p.item<float>(), 1e-5);
        Assert.Equal(1, p.grad!.item<float>());
    }

    [Fact]
    public void Moves_and_forgets_by_the_scope_s_own_methods()
    {
        using var outer = NewDisposeScope();
        using var inner = NewDisposeScope();
        var (a, b, c) = (ones(1), ones(1), ones(1));
        var (moved, other) = inner.MoveToOuter(a, b);
        Assert.Equal([a, b], outer.DisposablesView);
        Assert.Equal((a, b), (moved, other));
        inner.MoveToOther(outer, c);
        Assert.Equal((3, 0), (outer.DisposablesCount, inner.DisposablesCount));
        outer.MarkAsDisposed(b);
        outer.Dispose();
        Assert.Equal([true, false, true], new[] { a, b, c }.Select(t => t.IsInvalid));
        Assert.Equal(2, DisposeScopeManager.Statistics.TensorStatistics.DisposedInScopeCount);
    }


    sealed class Probe : IDisposable
    {
        internal int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
