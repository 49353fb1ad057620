using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Networks;

public class ContainerTests
{
    [Fact]
    public void Sequential_runs_its_modules_in_order()
    {
        var (a, b) = (Linear(2, 3), Linear(3, 1));
        var x = randn(4, 2);
        var expected = b.call(a.call(x).relu());
        foreach (var m in new[] { Sequential(a, ReLU(), b), Sequential(("a", a), ("r", ReLU()), ("b", b)), Sequential([a, ReLU(), b]), Sequential().append(a).append(ReLU()).append("last", b) })
        {
            Helpers.TensorAssert.Equal(expected, m.call(x));
            Assert.Equal(3, m.Count);
        }
    }

    [Fact]
    public void Sequential_names_and_slices()
    {
        var m = Sequential(Linear(2, 3), ReLU()).append("out", Linear(3, 1));
        Assert.Equal(["0.weight", "0.bias", "out.weight", "out.bias"], m.named_parameters().Select(p => p.name));
        Assert.Equal(["out.weight", "out.bias"], m[1..].named_parameters().Select(p => p.name));
        Assert.Same(m[2], m[1..][1]);
        Assert.Equal(["out.weight", "out.bias"], m[(2, null)].named_parameters().Select(p => p.name));
        Assert.Equal(["0.weight", "0.bias"], m[(null, -2)].named_parameters().Select(p => p.name));
        Assert.Contains("can't contain", Assert.Throws<ArgumentException>(() => m.append("a.b", ReLU())).Message);
    }

    [Fact]
    public void Sequential_disposes_what_lies_between()
    {
        var m = Sequential(Linear(2, 2), ReLU(), Linear(2, 1));
        using var scope = NewDisposeScope();
        var x = ones(1, 2);
        var y = m.call(x);
        Assert.Equal(2, scope.DisposablesCount);
        y.sum().backward();
        Assert.NotNull(((TorchSharp.Modules.Linear)m[0]).weight.grad);
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void Sequential_of_nothing_or_of_one_that_gives_its_argument()
    {
        var x = ones(1);
        foreach (var m in new[] { Sequential(), Sequential(Identity()), Sequential(Identity(), Identity()) })
        {
            var y = m.call(x);
            Assert.NotSame(x, y);
            Assert.Equal(1, y.item<float>());
            y.Dispose();
            Assert.False(x.IsInvalid);
        }
    }

    [Fact]
    public void ModuleList_registers_by_position()
    {
        var list = ModuleList(Linear(1, 1), Linear(2, 2));
        list.Add(Linear(3, 3));
        list.append(Linear(4, 4, hasBias: false));
        Assert.Equal(["0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias", "3.weight"], list.named_parameters().Select(p => p.name));
        list.RemoveAt(0);
        list[0] = Linear(9, 9);
        Assert.Equal([9L, 3L, 4L], list.Select(l => l.in_features));
        Assert.Equal((3, 9L), (list.Count, list.get_parameter("0.bias")!.shape[0]));
        list.Clear();
        Assert.Empty(list.parameters());
    }

    [Fact]
    public void ModuleList_is_a_list()
    {
        var (a, b, c) = (Linear(1, 1), Linear(2, 2), Linear(3, 3));
        var list = ModuleList(a);
        list.extend([c]);
        list.Insert(1, b);
        Assert.Equal([a, b, c], list);
        Assert.Equal(["0", "1", "2"], list.named_children().Select(m => m.name));
        Assert.True(list.Remove(a));
        Assert.False(list.Remove(a));
        Assert.Equal((1, -1, true, false), (list.IndexOf(c), list.IndexOf(a), list.Contains(b), list.IsReadOnly));
    }
}
