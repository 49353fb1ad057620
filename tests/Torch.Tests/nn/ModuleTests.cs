using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Torch.Tests.Networks;

public class ModuleTests
{
    sealed class Inner : Module<Tensor, Tensor>
    {
        readonly Linear fc1 = Linear(3, 4);
        public Linear fc2 = Linear(4, 2, hasBias: false);
        readonly Tensor plain = ones(2);
        public Parameter scale = new(ones(4));

        internal Inner() : base(nameof(Inner)) => RegisterComponents();

        public override Tensor forward(Tensor x) => fc2.call(functional.relu(fc1.call(x)) * scale) + plain;
    }

    sealed class Outer : Module<Tensor, Tensor>
    {
        public Inner inner;
        public Sequential seq;
        public BatchNorm2d bn = BatchNorm2d(2);
        readonly Module<Tensor, Tensor> act = ReLU();
        public Linear? none;

        internal Outer() : base(nameof(Outer))
        {
            seq = Sequential(("conv", Conv2d(1, 2, 3)), ("act", ReLU()));
            inner = new Inner();
            none = null;
            RegisterComponents();
            register_module("late", Linear(1, 1));
        }

        public override Tensor forward(Tensor x) => act.call(x);
    }

    sealed class Shared : Module<Tensor, Tensor>
    {
        public Linear a = Linear(2, 2);
        public Linear b;

        internal Shared() : base(nameof(Shared))
        {
            b = a;
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => b.call(a.call(x));
    }

    abstract class Base() : Module<Tensor, Tensor>(nameof(Derived))
    {
        readonly Linear hidden = Linear(1, 2);

        public override Tensor forward(Tensor x) => hidden.call(x);
    }

    sealed class Derived : Base
    {
        public Linear own = Linear(1, 3);

        public Linear Property { get; } = Linear(1, 4);

        internal Derived() => RegisterComponents();
    }

    sealed class Buffers : Module<Tensor, Tensor>
    {
        internal Buffers() : base(nameof(Buffers))
        {
            register_buffer("kept", ones(3));
            register_buffer("dropped", ones(4), persistent: false);
        }

        public override Tensor forward(Tensor x) => x;
    }

    sealed class Difference() : Module<Tensor, Tensor, Tensor>(nameof(Difference))
    {
        public override Tensor forward(Tensor a, Tensor b) => a - b;
    }

    [Fact]
    public void Names_follow_the_fields_and_the_nesting()
    {
        var m = new Outer();
        string[] parameters = ["inner.scale", "inner.fc1.weight", "inner.fc1.bias", "inner.fc2.weight", "seq.conv.weight", "seq.conv.bias", "bn.weight", "bn.bias", "late.weight", "late.bias"];
        string[] buffers = ["inner.plain", "bn.running_mean", "bn.running_var", "bn.num_batches_tracked"];
        Assert.Equal(parameters, m.named_parameters().Select(p => p.name));
        Assert.Equal(buffers, m.named_buffers().Select(b => b.name));
        Assert.Equal([.. parameters, .. buffers], m.state_dict().Keys);
        Assert.Equal(["inner", "seq", "bn", "act", "late", "inner.fc1", "inner.fc2", "seq.conv", "seq.act"], m.named_modules().Select(p => p.name));
        Assert.Equal(["inner", "seq", "bn", "act", "late"], m.named_children().Select(p => p.name));
        Assert.Equal(["scale"], m.inner.named_parameters(recurse: false).Select(p => p.name));
        Assert.Equal((10, 9, 5), (m.parameters().Count(), m.modules().Count(), m.children().Count()));
        Assert.Equal("pre.scale", m.inner.state_dict(prefix: "pre").Keys.First());
    }

    [Fact]
    public void Fields_of_base_classes_and_properties_are_registered()
    {
        Assert.Equal(["own.weight", "own.bias", "<Property>k__BackingField.weight", "<Property>k__BackingField.bias", "hidden.weight", "hidden.bias"], new Derived().named_parameters().Select(p => p.name));
        Assert.Equal("Derived", new Derived().GetName());
    }

    [Fact]
    public void A_shared_module_is_counted_once_but_saved_under_both_names()
    {
        var m = new Shared();
        Assert.Equal((2, 4), (m.parameters().Count(), m.state_dict().Count));
    }

    [Fact]
    public void Buffers_that_are_not_persistent_are_not_saved()
    {
        var m = new Buffers();
        Assert.Equal(["kept", "dropped"], m.named_buffers().Select(b => b.name));
        Assert.Equal(["kept"], m.named_buffers(include_nonpersistent: false).Select(b => b.name));
        Assert.Equal(["kept"], m.state_dict().Keys);
        Assert.True(m.has_buffer("dropped"));
        Assert.Null(m.get_buffer("nothing"));
    }

    [Fact]
    public void Members_are_found_by_name()
    {
        var m = new Outer();
        Assert.Same(m.inner.fc2.weight, m.get_parameter("inner.fc2.weight"));
        Assert.False(m.has_parameter("inner.fc9.weight"));
        Assert.False(m.has_parameter("inner"));
    }

    [Fact]
    public void Wrong_registrations_are_refused()
    {
        var m = new Inner();
        Assert.Contains("scale is already registered", Assert.Throws<InvalidOperationException>(() => m.register_parameter("scale", new Parameter(ones(1)))).Message);
        Assert.Contains("fc1 is already registered", Assert.Throws<InvalidOperationException>(() => m.register_module("fc1", Linear(1, 1))).Message);
        Assert.Contains("plain is already registered", Assert.Throws<InvalidOperationException>(() => m.register_buffer("plain", ones(1))).Message);
        Assert.Contains("a.b", Assert.Throws<ArgumentException>(() => m.add_module("a.b", Linear(1, 1))).Message);
        Assert.Contains("empty", Assert.Throws<ArgumentException>(() => m.add_module("", Linear(1, 1))).Message);
    }

    [Fact]
    public void State_is_loaded_by_value()
    {
        var (a, b) = (Linear(2, 1), Linear(2, 1));
        var (missing, unexpected) = b.load_state_dict(a.state_dict());
        Assert.Equal((0, 0), (missing.Count, unexpected.Count));
        Assert.True(a.weight.Equals(b.weight));
        Assert.NotSame(a.weight, b.weight);
        using (no_grad()) a.weight.fill_(7);
        Assert.False(a.weight.Equals(b.weight));
        b.load_state_dict(new() { ["weight"] = ones(1, 2, float64), ["bias"] = zeros(1, int64) });
        Assert.Equal((float32, 2.0), (b.weight.dtype, b.weight.sum().ToDouble()));
    }

    [Fact]
    public void State_that_does_not_fit_is_refused_by_name()
    {
        var m = Linear(2, 1);
        var e = Assert.Throws<InvalidOperationException>(() => m.load_state_dict(new() { ["weight"] = ones(1, 2), ["extra"] = ones(1) }));
        Assert.Contains("bias", e.Message);
        Assert.Contains("extra", e.Message);
        var (missing, unexpected) = m.load_state_dict(new() { ["weight"] = ones(1, 2), ["extra"] = ones(1) }, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["extra"], unexpected);
        Assert.Empty(m.load_state_dict(new() { ["weight"] = ones(1, 2) }, skip: ["bias"]).missing_keys);
        var shape = Assert.Throws<ArgumentException>(() => m.load_state_dict(new() { ["weight"] = ones(1, 1), ["bias"] = ones(1) }));
        Assert.Contains("weight of Linear has the shape [1, 2]", shape.Message);
    }

    [Fact]
    public void State_that_does_not_fit_changes_nothing()
    {
        var m = Linear(2, 1);
        var before = m.weight.clone();
        Dictionary<string, Tensor> state = new() { ["weight"] = ones(1, 2), ["bias"] = ones(2) };
        Refused("bias of Linear has the shape [1], but its value in the state_dict [2]");
        state["bias"] = ones(1, ScalarType.ComplexFloat32);
        Refused("imaginary");
        state["bias"].Dispose();
        Refused("disposed");
        state["bias"] = null!;
        Refused("null");

        void Refused(string message)
        {
            Assert.Contains(message, Assert.Throws<ArgumentException>(() => m.load_state_dict(state)).Message);
            Assert.True(m.weight.Equals(before));
        }
    }

    sealed class Forgetful : Module<Tensor, Tensor>
    {
        public readonly Linear fc = Linear(1, 1);
        public readonly List<Linear> layers = [Linear(1, 1)];
        public readonly Dictionary<string, Parameter> table = new() { ["k"] = new(ones(1)) };
        public readonly ModuleList<Linear> registered = ModuleList(Linear(1, 1));

        internal Forgetful(bool register) : base(nameof(Forgetful))
        {
            if (register) RegisterComponents();
        }

        public override Tensor forward(Tensor x) => fc.call(x);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void What_was_not_registered_is_named_when_state_does_not_fit(bool register, bool named)
    {
        var e = Assert.Throws<InvalidOperationException>(() => Sequential(("net", new Forgetful(register))).load_state_dict(new() { ["net.fc.w"] = ones(1) }));
        Assert.Equal("The loaded state_dict is not identical to the target dictionary.", e.Message.Split('\n')[0]);
        Assert.Equal(named, e.Message.Contains("the field fc of Forgetful holds a Linear that is not registered: call RegisterComponents()"));
        Assert.Contains("the field layers of Forgetful is a collection of modules or parameters", e.Message);
        Assert.Contains("the field table", e.Message);
        Assert.Equal(named, e.Message.Contains("the field registered"));
    }

    sealed class Renamed : Module<Tensor, Tensor>
    {
        [TorchSharp.Utils.ComponentName(Name = "other")]
        readonly Linear fc = Linear(1, 1);
        readonly Linear plain = Linear(1, 1);

        internal Renamed() : base(nameof(Renamed)) => RegisterComponents();

        public override Tensor forward(Tensor x) => plain.call(fc.call(x));
    }

    [Fact]
    public void A_field_may_have_another_name_in_the_state()
    {
        Assert.Equal(["other", "plain"], new Renamed().named_children().Select(c => c.name));
        var fields = typeof(Renamed).GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly);
        Assert.Equal(["other", "plain"], fields.Select(f => f.ComponentName()));
    }

    sealed class Counting() : Module<Tensor, Tensor>("Counting")
    {
        public readonly List<string> Moves = [];

        public override Tensor forward(Tensor x) => x;

        protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
        {
            Moves.Add($"{dtype} {device}");
            base._toEpilog(dtype, device, non_blocking);
        }
    }

    [Fact]
    public void A_module_is_told_of_every_move()
    {
        var part = new Counting();
        var m = Sequential(part);
        m.to(ScalarType.Float64).to(CPU).to("cpu").to(DeviceType.CPU).cpu().to(CPU, ScalarType.Float32).to(ones(1, ScalarType.Float64)).half().bfloat16().@float().@double().cfloat().cdouble();
        Assert.Equal(["Float64 ", " cpu", " cpu", " cpu", " cpu", "Float32 cpu", "Float64 cpu", "Float16 ", "BFloat16 ", "Float32 ", "Float64 ", "ComplexFloat32 ", "ComplexFloat64 "], part.Moves);
        Assert.Contains("floating point or complex", Assert.Throws<ArgumentException>(() => m.to(ScalarType.Int64)).Message);
        Assert.Contains("Int32", Assert.Throws<ArgumentException>(() => m.to(CPU, ScalarType.Int32)).Message);
    }

    [Fact]
    public void Parameters_and_buffers_leave_their_scope_when_registered()
    {
        Module m;
        Parameter free;
        using (NewDisposeScope())
        {
            free = new Parameter(ones(1));
            m = new Inner();
        }
        Assert.True(free.IsInvalid);
        Assert.Equal(5, m.state_dict().Values.Count(t => !t.IsInvalid));
    }

    [Fact]
    public void Modes_reach_all_parts()
    {
        var m = new Outer();
        Assert.True(m.training && m.bn.training);
        m.eval();
        Assert.False(m.training || m.bn.training || m.seq.training || m.inner.fc2.training);
        m.train();
        Assert.True(m.inner.fc2.training);
    }

    [Fact]
    public void Apply_visits_parts_first()
    {
        var names = new List<string>();
        var m = new Outer();
        Assert.Same(m, m.apply(x => names.Add(x.GetName())));
        Assert.Equal(["Linear", "Linear", "Inner", "Conv2d", "ReLU", "torch::nn::SequentialImpl", m.bn.GetName(), "ReLU", "Linear", "Outer"], names);
    }

    [Fact]
    public void Conversion_keeps_parameters_buffers_and_gradients_in_place()
    {
        var m = new Outer();
        var (weight, mean) = (m.inner.fc2.weight, m.bn.running_mean!);
        m.inner.call(ones(1, 3)).sum().backward();
        Assert.Same(m, m.to(float64));
        Assert.Same(weight, m.inner.fc2.weight);
        Assert.Equal((float64, float64, float64), (weight.dtype, weight.grad!.dtype, mean.dtype));
        Assert.Equal(int64, m.bn.num_batches_tracked!.dtype);
        Assert.True(weight.requires_grad && weight.is_leaf);
        Assert.Equal(float64, m.inner.call(ones(1, 3, float64)).dtype);
        Assert.Equal(float32, m.@float().inner.scale.dtype);
    }

    [Fact]
    public void Gradients_are_removed_or_zeroed()
    {
        var m = Linear(1, 1);
        m.call(ones(1, 1)).sum().backward();
        m.zero_grad(set_to_none: false);
        Assert.Equal(0, m.weight.grad!.item<float>());
        m.zero_grad();
        Assert.Null(m.weight.grad);
    }

    [Fact]
    public void Hooks_see_and_replace_what_goes_through_call()
    {
        var m = Linear(2, 1, hasBias: false);
        init.ones_(m.weight);
        var pre = m.register_forward_pre_hook((_, x) => x * 10);
        var post = m.register_forward_hook((_, x, y) => y + 1);
        var calls = 0;
        m.register_forward_hook(_ => calls++);
        Assert.Equal(21, m.call(ones(1, 2)).item<float>());
        Assert.Equal(2, m.forward(ones(1, 2)).item<float>());
        pre.remove();
        post.remove();
        Assert.Equal(2, m.call(ones(1, 2)).item<float>());
        Assert.Equal(2, calls);
        var two = new Difference();
        two.register_forward_pre_hook((_, a, b) => (b, a));
        Assert.Equal(4, two.call(ones(1), ones(1) * 5).item<float>());
    }

    [Fact]
    public void Disposal_frees_parameters_of_all_parts()
    {
        var m = new Outer();
        m.Dispose();
        Assert.All(m.parameters(), p => Assert.True(p.IsInvalid));
        Assert.All(m.buffers(), b => Assert.True(b.IsInvalid));
        Assert.Throws<InvalidOperationException>(() => m.inner.call(ones(1, 3)));
    }

    [Fact]
    public void A_parameter_shares_memory_and_is_a_leaf()
    {
        var data = ones(2);
        var p = new Parameter(data);
        using (no_grad()) p.fill_(3);
        Assert.Equal([3f, 3f], data.data<float>().ToArray());
        Assert.True(p.requires_grad && p.is_leaf);
        Assert.False(Parameter(data, requires_grad: false).requires_grad);
        Assert.True(new Parameter(ones(1, requires_grad: true) * 2).is_leaf);
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => new Parameter(ones(1, int64)));
    }
}
