using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;

namespace Marginalia.Torch.Tests.Networks;

/// <summary>Modules of one to six arguments, their hooks, and rows of modules of any kind.</summary>
public class ModuleCallTests
{
    sealed class One() : Module<string, string>("One")
    {
        public override string forward(string input) => input;
    }

    sealed class Two() : Module<string, string, string>("Two")
    {
        public override string forward(string a, string b) => a + b;
    }

    sealed class Three() : Module<string, string, string, string>("Three")
    {
        public override string forward(string a, string b, string c) => a + b + c;
    }

    sealed class Four() : Module<string, string, string, string, string>("Four")
    {
        public override string forward(string a, string b, string c, string d) => a + b + c + d;
    }

    sealed class Five() : Module<string, string, string, string, string, string>("Five")
    {
        public override string forward(string a, string b, string c, string d, string e) => a + b + c + d + e;
    }

    sealed class Six() : Module<string, string, string, string, string, string, string>("Six")
    {
        public override string forward(string a, string b, string c, string d, string e, string f) => a + b + c + d + e + f;
    }

    [Fact]
    public void Arguments_reach_forward_in_order_and_hooks_may_replace_them()
    {
        var (one, two, three, four, five, six) = (new One(), new Two(), new Three(), new Four(), new Five(), new Six());
        Assert.Equal("a|ab|abc|abcd|abcde|abcdef", All());
        one.register_forward_pre_hook((_, a) => "1");
        two.register_forward_pre_hook((_, a, b) => (b, a));
        three.register_forward_pre_hook((_, a, b, c) => (c, b, a));
        four.register_forward_pre_hook((_, a, b, c, d) => (d, c, b, a));
        five.register_forward_pre_hook((_, a, b, c, d, e) => (e, d, c, b, a));
        six.register_forward_pre_hook((_, a, b, c, d, e, f) => (f, e, d, c, b, a));
        Assert.Equal("1|ba|cba|dcba|edcba|fedcba", All());
        one.register_forward_hook((_, a, result) => result + a);
        two.register_forward_hook((_, a, b, result) => result + a);
        three.register_forward_hook((_, a, b, c, result) => result + c);
        four.register_forward_hook((_, a, b, c, d, result) => result + d);
        five.register_forward_hook((_, a, b, c, d, e, result) => result + e);
        six.register_forward_hook((_, a, b, c, d, e, f, result) => result + f);
        Assert.Equal("11|bab|cbaa|dcbaa|edcbaa|fedcbaa", All());

        string All() => string.Join('|', one.call("a"), two.call("a", "b"), three.call("a", "b", "c"), four.call("a", "b", "c", "d"), five.call("a", "b", "c", "d", "e"), six.call("a", "b", "c", "d", "e", "f"));
    }

    [Fact]
    public void Hooks_run_in_the_order_of_their_registration_also_after_removals()
    {
        var m = new One();
        var removed = m.register_forward_hook((_, _, r) => r + "x");
        m.register_forward_hook((_, _, r) => r + "1");
        removed.remove();
        m.register_forward_hook((_, _, r) => r + "2");
        m.register_forward_hook((_, _, r) => r + "3");
        Assert.Equal("a123", m.call("a"));
        removed.remove();
        Assert.Equal("a123", m.call("a"));
    }

    [Fact]
    public void A_hook_may_remove_itself()
    {
        var m = new One();
        var runs = 0;
        HookableModule<Func<Module<string, string>, string, string>, Func<Module<string, string>, string, string, string>>.HookRemover? once = null;
        once = m.register_forward_pre_hook(_ =>
        {
            runs++;
            once!.remove();
        });
        m.register_forward_hook(_ => runs += 10);
        m.call("a");
        m.call("a");
        Assert.Equal(21, runs);
        Assert.Equal("a", m.forward("a"));
        Assert.Equal(21, runs);
    }

    [Fact]
    public void A_hook_that_gives_null_changes_nothing()
    {
        var m = new Two();
        m.register_forward_pre_hook((_, _, _) => null);
        m.register_forward_hook((_, _, _, _) => null!);
        Assert.Equal("ab", m.call("a", "b"));
    }

    sealed class Pair : Sequential<Tensor, Tensor, Tensor>
    {
        public readonly Parameter scale = new(full(1, 2f));

        internal Pair(params Module[] modules) : base(modules) => RegisterComponents();

        internal Pair(params (string, Module)[] modules) : base(modules) => RegisterComponents();

        public override Tensor forward(Tensor a, Tensor b) => children().Cast<Module<Tensor, Tensor>>().Aggregate(a, (x, m) => m.call(x)) + b * scale;
    }

    [Fact]
    public void A_row_of_modules_of_any_kind_is_a_base_class()
    {
        var (first, last) = (Linear(2, 3), Linear(3, 2));
        var m = new Pair(first, ReLU());
        Assert.Same(m, m.append(last).append("extra", Identity()));
        Assert.Equal(["scale", "0.weight", "0.bias", "2.weight", "2.bias"], m.named_parameters().Select(p => p.name));
        Assert.Equal((4, last), (m.Count, m[2]));
        var (x, b) = (randn(5, 2), ones(5, 2));
        Equal(last.call(first.call(x).relu()) + 2, m.call(x, b));
        var slice = m[1..3];
        Assert.Equal(["scale", "2.weight", "2.bias"], slice.named_parameters().Select(p => p.name));
        Assert.IsType<Pair>(slice);
        Assert.Equal(["2", "extra"], m[(-2, null)].named_children().Select(c => c.name));
        slice.append(ReLU());
        slice.register_buffer("only", ones(1));
        m.register_forward_hook((_, _, _, y) => y * 0);
        Assert.Equal((4, false), (m.Count, m.has_buffer("only")));
        m.eval();
        Assert.False(last.training);
        m.to(ScalarType.Float64);
        Assert.Equal(ScalarType.Float64, last.weight.dtype);
        Assert.Equal(["a", "b"], new Pair(("a", ReLU()), ("b", ReLU())).named_modules().Select(n => n.name));
    }

    [Fact]
    public void Sequential_takes_names_in_tuples_of_either_kind()
    {
        Tuple<string, Module<Tensor, Tensor>>[] tuples = [new("a", Linear(1, 1)), new("b", ReLU())];
        Assert.Equal(["a", "b"], Sequential(tuples).named_children().Select(c => c.name));
        Assert.Equal(["a", "b"], Sequential(tuples.AsEnumerable()).named_children().Select(c => c.name));
        Assert.Equal(["a", "b"], Sequential(tuples.Select(t => (t.Item1, t.Item2))).named_children().Select(c => c.name));
    }
}
