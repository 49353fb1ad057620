using System.Runtime.InteropServices;
using Marginalia.Torch.Tests.Files;
using TorchSharp;
using TorchSharp.PyBridge;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Scripts;

public class ScriptModuleTests(RecordedFiles files) : IClassFixture<RecordedFiles>
{
    jit.ScriptModule Script() => jit.load(files["script.pt"]);

    [Fact]
    public void A_script_gives_the_numbers_of_Python()
    {
        var recorded = RecordedFiles.Json("script.json");
        float[] Numbers(string name) => [.. recorded.GetProperty(name).EnumerateArray().Select(n => n.GetSingle())];
        var module = Script();
        RecordedFiles.Same(RecordedFiles.State("script.json", "state"), module.state_dict());
        module.eval();
        var x = tensor(Numbers("input")).reshape(2, 2);
        Helpers.TensorAssert.Equal(tensor(Numbers("eval_output")).reshape(2, 2), (Tensor)module.call(x));
        Helpers.TensorAssert.Equal((Tensor)module.forward(x), jit.load<Tensor, Tensor>(files["script.pt"]).Also(m => m.eval()).call(x));
        Helpers.TensorAssert.Equal((Tensor)module.forward(x), jit.load<Tensor>(File.ReadAllBytes(files["script.pt"])).Also(m => m.eval()).call(x));
    }

    [Fact]
    public void Names_follow_the_script()
    {
        var module = Script();
        Assert.Equal("Script", module.GetName());
        Assert.Equal(["scale", "block.linear.weight", "block.linear.bias"], module.named_parameters().Select(p => p.name));
        Assert.Equal(["block.shift"], module.named_buffers().Select(b => b.name));
        Assert.Equal(["block", "dropout", "block.linear"], module.named_modules().Select(m => m.name));
        Assert.Equal(["block", "dropout"], module.named_children().Select(m => m.name));
        Assert.Equal(["table"], module.named_attributes().Select(a => a.name));
        Assert.Empty(((jit.ScriptModule)module.children().First()).named_attributes());
        Assert.Equal((1, 1), (module.GetNumberOfInputs(), module.GetNumberOfOutputs()));
        Assert.Equal(2, jit.load(files["script_two.pt"]).GetNumberOfInputs());
    }

    [Fact]
    public void Modes_parameters_and_attributes_are_the_scripts_own()
    {
        var module = Script();
        var x = ones(64, 2);
        Assert.True(module.training);
        Assert.True(((Tensor)module.call(x)).eq(0).any().ToBoolean()); // dropout
        module.eval();
        Assert.False(module.training || module.children().First().training);
        Assert.False(((Tensor)module.call(x)).eq(0).any().ToBoolean());
        module.train();
        Assert.True(module.children().First().training);
        module.eval();
        var before = ((Tensor)module.call(x)).detach();
        using (no_grad()) module.get_parameter("scale")!.mul_(3);
        Helpers.TensorAssert.Equal(before * 3, (Tensor)module.call(x), 1e-5);
        Assert.Equal(6, ((Tensor)module.invoke("lookup")).ToSingle());
        module.set_attribute("table", tensor([10f]));
        Assert.Equal(10, module.invoke<Tensor>("lookup").ToSingle());
        Assert.Contains("no attribute 'nothing_here'", Assert.Throws<ExternalException>(() => module.set_attribute("nothing_here", ones(1))).Message);
    }

    [Fact]
    public void Gradients_reach_the_parameters_and_training_lowers_the_loss()
    {
        var module = jit.load<Tensor, Tensor>(files["script.pt"]);
        module.eval();
        var optimizer = optim.SGD(module.parameters(), 0.01);
        var losses = new List<float>();
        for (var i = 0; i < 5; i++)
        {
            optimizer.zero_grad();
            using var loss = (module.call(ones(4, 2)) - 1).square().mean();
            losses.Add(loss.ToSingle());
            loss.backward();
            optimizer.step();
        }
        Assert.Equal(losses.OrderDescending(), losses);
        Assert.NotNull(module.get_parameter("block.linear.weight")!.grad);
        module.zero_grad();
        Assert.Null(module.get_parameter("block.linear.weight")!.grad);
    }

    [Fact]
    public void Values_of_every_kind_go_in_and_out()
    {
        var m = Script();
        var (a, b) = (tensor([1f, 2f]), tensor([10f, 20f]));
        Assert.Equal(33, m.invoke<Tensor, Tensor>("add", a, b).sum().ToSingle());
        var (sum, difference) = ((Tensor, Tensor))m.invoke("pair", a, b);
        Assert.Equal((33, -27), (sum.sum().ToSingle(), difference.sum().ToSingle()));
        Assert.Equal((33, -27), m.invoke<(Tensor, Tensor)>("pair", a, b) is var p ? (p.Item1.sum().ToSingle(), p.Item2.sum().ToSingle()) : default);
        Assert.Equal((4L, 3.0, false, "hé!"), m.invoke<(long, double, bool, string)>("numbers", 3, 1.5, true, "hé"));
        Assert.Equal((4, 3f, false, "x!"), m.invoke<(int, float, bool, string)>("numbers", 3L.ToScalar(), 1.5f, true, "x"));
        Assert.Equal(["4", "3", "False", "x!"], ((object[])m.invoke("numbers", 3L, 1.5, true, "x")).Select(o => o is Scalar s ? s.Type == ScalarType.Bool ? $"{s.ToBoolean()}" : $"{s.ToDouble()}" : (string)o));
        Assert.Equal(3 + 6 + 1, ((Tensor)m.invoke("lists", new List<Tensor> { a }, new[] { 1L, 2, 3 }, new[] { 0.5, 0.5 })).ToSingle());
        Assert.Equal(3, ((Tensor)m.invoke("lists", new[] { a }, Array.Empty<int>(), Array.Empty<float>())).ToSingle());
        Assert.Equal([0L, 1, 4], m.invoke<long[]>("ints", 3));
        Assert.Equal([0, 1, 4], m.invoke<List<int>>("ints", 3));
        Assert.Equal([0L, 1, 4], ((Scalar[])m.invoke("ints", 3)).Select(s => s.ToInt64()));
        var nested = m.invoke<(Tensor, (long, Tensor[]))>("nested", a);
        Assert.Equal((2L, 2, 6f), (nested.Item2.Item1, nested.Item2.Item2.Length, nested.Item2.Item2[1].sum().ToSingle()));
        Assert.Equal((3, 33), (((Tensor)m.invoke("maybe", a)).sum().ToSingle(), ((Tensor)m.invoke("maybe", a, b)).sum().ToSingle()));
        Assert.Equal(3, ((Tensor)m.invoke("maybe", a, null!)).sum().ToSingle());
        Assert.Equal(33, ((Dictionary<string, Tensor>)m.invoke("dictionary", new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b }))["sum"].sum().ToSingle());
        Assert.Null(m.invoke("nothing"));
    }

    [Fact]
    public void Errors_are_the_scripts_own_and_say_what_is_wrong()
    {
        var m = Script();
        Assert.Contains("has no method missing", Assert.Throws<ExternalException>(() => m.invoke("missing")).Message);
        Assert.Matches("mat1 and mat2 shapes|size mismatch", Assert.Throws<ExternalException>(() => m.invoke("fails", ones(2, 2))).Message);
        Assert.Contains("Expected a value of type 'Tensor", Assert.Throws<ExternalException>(() => m.invoke("pair", ones(1), "text")).Message);
        Assert.Contains("no Int64", Assert.Throws<InvalidCastException>(() => m.invoke<long>("lookup")).Message);
        Assert.Contains("A DateTime cannot be passed to TorchScript", Assert.Throws<NotSupportedException>(() => m.invoke("add", DateTime.Now, 1)).Message);
        Assert.Equal("/nonexistent.pt", Assert.Throws<FileNotFoundException>(() => jit.load("/nonexistent.pt")).Message);
        Assert.Throws<ExternalException>(() => jit.load(files["linear.dat"]));
        Assert.Throws<ExternalException>(() => jit.load([1, 2, 3]));
        m.Dispose();
        Assert.Throws<ObjectDisposedException>(() => m.invoke("lookup"));
    }

    [Fact]
    public void Two_inputs_and_hooks()
    {
        var m = jit.load<Tensor, Tensor, Tensor>(files["script_two.pt"], "cpu");
        Assert.Equal(2, m.call(full(1, 5f), full(1, 3f)).ToSingle());
        var pre = m.register_forward_pre_hook((_, a, b) => (b, a));
        var post = m.register_forward_hook((_, _, _, y) => y * 10);
        Assert.Equal(-20, m.call(full(1, 5f), full(1, 3f)).ToSingle());
        Assert.Equal(2, m.forward(full(1, 5f), full(1, 3f)).ToSingle());
        pre.remove();
        post.remove();
        Assert.Equal(2, m.call(full(1, 5f), full(1, 3f)).ToSingle());
        var one = jit.load<Tensor, Tensor>(files["script.pt"], CPU);
        one.eval();
        var before = one.call(ones(1, 2));
        one.register_forward_hook((_, _, y) => y * 2);
        one.register_forward_pre_hook((_, x) => x * 1);
        Helpers.TensorAssert.Equal(before * 2, one.call(ones(1, 2)));
    }

    [Fact]
    public void A_module_is_saved_and_its_state_goes_through_every_format()
    {
        var (a, b) = (Script(), Script());
        using (no_grad()) foreach (var p in a.parameters()) p.fill_(0.25f);
        jit.save(a, files.New("saved.pt"));
        RecordedFiles.Same(a.state_dict(), jit.load(files.New("saved.pt")).state_dict());
        a.save(files.New("state.dat"));
        b.load(files.New("state.dat"));
        RecordedFiles.Same(a.state_dict(), b.state_dict());
        b.eval();
        a.eval();
        Helpers.TensorAssert.Equal((Tensor)a.call(ones(1, 2)), (Tensor)b.call(ones(1, 2)));
        var c = Script();
        c.load_safetensors(files.New("state.safetensors").Also(p => a.save_safetensors(p)));
        RecordedFiles.Same(a.state_dict(), c.state_dict());
        c.to(float64);
        c.eval();
        Assert.Equal(float64, ((Tensor)c.call(ones(1, 2, float64))).dtype);
    }

    [Fact]
    public void Functions_are_compiled()
    {
        using var unit = jit.compile("""
            def relu_script(a, b):
                return torch.relu(a + b)
            def relu6_script(a, b):
                return torch.relu6(a + b)
            def add_i(x: int, y: int) -> int:
                return x + y
            def add_d(x: float, y: float) -> float:
                return x + y
            """);
        Assert.Equal(3, ((Tensor)unit.invoke("relu_script", tensor([-5f, 1f]), tensor([1f, 2f]))).sum().ToSingle());
        Assert.Equal(6, unit.invoke<Tensor, Tensor>("relu6_script", tensor([5f]), tensor([4f])).ToSingle());
        Assert.Equal(5, ((Scalar)unit.invoke("add_i", 2, 3)).ToInt64());
        Assert.Equal(5.5, unit.invoke<double>("add_d", 2.0, 3.5));
        Assert.Contains("no function nothing", Assert.Throws<ExternalException>(() => unit.invoke("nothing")).Message);
        Assert.Contains("undefined value y", Assert.Throws<ExternalException>(() => jit.compile("def f(x):\n    return x + y\n")).Message);
    }

    [Fact]
    public void Calls_leave_only_their_results_in_the_scope()
    {
        using var scope = NewDisposeScope();
        using var module = Script();
        Assert.Equal(0, scope.DisposablesCount);
        var x = ones(1, 2);
        module.call(x);
        Assert.Equal(2, scope.DisposablesCount);
    }
}
