using TorchSharp;
using static TorchSharp.torch;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Autograd;

public class AutogradTests
{
    [Fact]
    public void Backward_accumulates_in_leaves()
    {
        var x = tensor(new[] { 1f, -2f }, requires_grad: true);
        Assert.Null(x.grad);
        (x * x).sum().backward();
        (x * 3).sum().backward();
        Equal([5, -1], x.grad!);
        x.grad = null;
        Assert.Null(x.grad);
        x.grad = tensor(new[] { 10f, 10f });
        x.sum().backward();
        Equal([11, 11], x.grad!);
    }

    [Fact]
    public void Backward_takes_weights_and_inputs()
    {
        var (x, w) = (ones(2, requires_grad: true), ones(2, requires_grad: true));
        (x * w * 2).backward([tensor(new[] { 1f, 10f })], inputs: [x]);
        Equal([2, 20], x.grad!);
        Assert.Null(w.grad);
        autograd.backward(x * 2, tensor(new[] { 1f, 4f }));
        Equal([4, 28], x.grad!);
        autograd.backward([(x * 2).sum(), (x * 3).sum()]);
        Equal([9, 33], x.grad!);
    }

    [Fact]
    public void The_graph_is_kept_on_request()
    {
        var x = ones(2, requires_grad: true);
        var y = (x * x).sum();
        y.backward(retain_graph: true);
        y.backward();
        Equal([4, 4], x.grad!);
    }

    [Fact]
    public void Grad_gives_gradients_without_accumulating()
    {
        var x = tensor(new[] { 2f, 3f }, requires_grad: true);
        Equal([12, 27], autograd.grad([(x * x * x).sum()], [x])[0]);
        Assert.Null(x.grad);
        Equal([2, 10], autograd.grad([x * 2], [x], [tensor(new[] { 1f, 5f })])[0]);
        Equal([7, 7], autograd.grad([(x * 2).sum(), (x * 5).sum()], [x])[0]);
        Assert.False(autograd.grad([(x * x).sum()], [x])[0].requires_grad);
    }

    [Fact]
    public void Higher_orders_need_no_retain_graph()
    {
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x.pow(4)], [x], create_graph: true)[0];
        var second = autograd.grad([first], [x], create_graph: true)[0];
        var third = autograd.grad([second], [x])[0];
        Assert.Equal([32.0, 48.0, 48.0], new[] { first, second, third }.Select(g => g.ToDouble()));
        Assert.True(second.requires_grad);
    }

    [Fact]
    public void An_unused_input_gives_an_invalid_tensor_if_that_is_allowed()
    {
        var (x, other) = (ones(1, requires_grad: true), ones(1, requires_grad: true));
        var gradients = autograd.grad([x.sum()], [x, other], allow_unused: true);
        Assert.Equal([false, true], gradients.Select(g => g.IsInvalid));
    }

    [Fact]
    public void Leaves_and_what_is_made_of_them()
    {
        var x = ones(1, requires_grad: true);
        var y = x * 2;
        Assert.Equal((true, false, true), (x.is_leaf, y.is_leaf, y.requires_grad));
        y.retain_grad();
        (y * 3).sum().backward();
        Equal([3], y.grad!);
        var cut = y.detach();
        Assert.Equal((true, false), (cut.is_leaf, cut.requires_grad));
        Assert.Same(cut, cut.requires_grad_());
        Assert.True(cut.requires_grad);
    }

    [Fact]
    public void Modes_nest_and_end()
    {
        var x = ones(1, requires_grad: true);
        Assert.True(is_grad_enabled());
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
            using (enable_grad()) Assert.True((x * 2).requires_grad);
            using (set_grad_enabled(false)) Assert.False(is_grad_enabled());
            Assert.False(is_grad_enabled());
        }
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void The_mode_belongs_to_the_thread()
    {
        using var quiet = no_grad();
        var elsewhere = false;
        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.True(elsewhere);
    }

    [Fact]
    public void The_gradient_is_shared_memory_in_a_new_object()
    {
        var x = ones(2, requires_grad: true);
        x.sum().backward();
        var g = x.grad!;
        Assert.NotSame(g, x.grad);
        x.sum().backward();
        Equal([2, 2], g);
        g.Dispose();
        Equal([2, 2], x.grad!);
    }
}
