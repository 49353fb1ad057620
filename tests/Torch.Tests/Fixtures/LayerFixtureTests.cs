using System.Text.Json;
using TorchSharp;
using static Marginalia.Torch.Tests.Helpers.TensorAssert;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Fixtures;

/// <summary>Functions and layers give PyTorch's numbers: outputs, gradients, first weights, running statistics.</summary>
public class LayerFixtureTests
{
    const double Tolerance = 1e-6;

    public static TheoryData<int, string> Functions => Titles(LayerFixture.Functions, "function");

    public static TheoryData<int, string> Layers => Titles(LayerFixture.Modules, "module");

    static TheoryData<int, string> Titles(IReadOnlyList<JsonElement> cases, string kind)
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < cases.Count; i++) data.Add(i, $"{cases[i].GetProperty(kind)} {cases[i].GetProperty("arguments")}");
        return data;
    }

    [Theory, MemberData(nameof(Functions))]
    public void Functions_give_PyTorchs_numbers(int index, string call)
    {
        Assert.SkipWhen(!__version__.StartsWith("1.13", StringComparison.Ordinal) && Regex.IsMatch(call, "^interpolate.*2\\.2.*\"Nearest\""), "libtorch 2 rounds the places of nearest elements differently.");
        var recorded = LayerFixture.Functions[index];
        using var scope = NewDisposeScope();
        List<Tensor> tensors = [];
        var run = LayerFixture.Call(typeof(nn.functional), recorded.GetProperty("function").GetString()!, Properties(recorded, "arguments"), tensors);
        manual_seed(5);
        var before = scope.DisposablesCount;
        var result = run();
        Tensor[] outputs = result is (Tensor first, Tensor second) ? [first, second] : [(Tensor)result];
        Assert.Equal(outputs.Length, scope.DisposablesCount - before);
        Compare(recorded.GetProperty("outputs")[0], outputs[0], Longs(recorded.GetProperty("shape")));
        Assert.Equal(recorded.GetProperty("outputs").GetArrayLength(), outputs.Length);
        if (outputs.Length == 2) Compare(recorded.GetProperty("outputs")[1], outputs[1], outputs[0].shape);
        var gradients = recorded.GetProperty("gradients").EnumerateArray().ToList();
        if (gradients.Count == 0) return;
        var leaves = tensors.Where(t => t.requires_grad).ToList();
        (outputs[0] * LayerFixture.Weights(outputs[0])).sum().backward();
        Assert.Equal(gradients.Count, leaves.Count);
        foreach (var (leaf, expected) in leaves.Zip(gradients))
        {
            if (expected.ValueKind == JsonValueKind.Null) Assert.Null(leaf.grad);
            else Close(expected.GetDouble(), (leaf.grad! * LayerFixture.Weights(leaf)).sum().ToDouble());
        }
    }

    [Theory, MemberData(nameof(Layers))]
    public void Layers_give_PyTorchs_numbers(int index, string call)
    {
        Assert.NotEmpty(call);
        var recorded = LayerFixture.Modules[index];
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var layer = (nn.Module)LayerFixture.Call(typeof(nn), recorded.GetProperty("module").GetString()!, Properties(recorded, "arguments"), [])();
        Assert.Equal(recorded.GetProperty("module").GetString(), layer.GetType().Name);
        Assert.Contains(layer.GetName(), (string[])["Loss", layer.GetType().Name]);
        foreach (var (name, value) in Properties(recorded, "arguments"))
            if (LayerFixture.Becomes(value, layer.GetType().GetProperty(name), out var expected)) Assert.Equal(expected, layer.GetType().GetProperty(name)!.GetValue(layer));
        CheckState(layer, recorded.GetProperty("state"));
        List<Tensor> inputs = [];
        foreach (var input in recorded.GetProperty("inputs").EnumerateArray()) LayerFixture.MakeTensor(input, inputs);
        manual_seed(5);
        var before = scope.DisposablesCount;
        var output = Forward(layer, inputs);
        Assert.Equal(1, scope.DisposablesCount - before);
        Compare(recorded.GetProperty("train"), output, Longs(recorded.GetProperty("shape")));
        CheckState(layer, recorded.GetProperty(recorded.GetProperty("after").EnumerateObject().Any() ? "after" : "state"));
        layer.eval();
        Compare(recorded.GetProperty(recorded.GetProperty("eval").GetArrayLength() > 0 ? "eval" : "train"), Forward(layer, inputs), Longs(recorded.GetProperty("shape")));
    }

    static Tensor Forward(nn.Module layer, List<Tensor> inputs) => (layer, inputs.Count) switch
    {
        (nn.Module<Tensor, Tensor> m, 1) => m.call(inputs[0]),
        (nn.Module<Tensor, Tensor, Tensor> m, 2) => m.call(inputs[0], inputs[1]),
        (nn.Module<Tensor, Tensor, long[]?, Tensor> m, 2) => m.call(inputs[0], inputs[1], null),
        (nn.Module<Tensor, Tensor, Tensor, Tensor> m, 3) => m.call(inputs[0], inputs[1], inputs[2]),
        (nn.Module<Tensor, Tensor, Tensor, Tensor, Tensor> m, 4) => m.call(inputs[0], inputs[1], inputs[2], inputs[3]),
        _ => throw new InvalidOperationException($"{layer} takes other arguments."),
    };

    /// <summary>The state's names and numbers: bit by bit where random numbers are the same.</summary>
    static void CheckState(nn.Module layer, JsonElement recorded)
    {
        var state = layer.state_dict();
        Assert.Equal(recorded.EnumerateObject().Select(p => p.Name).Order(), state.Keys.Order());
        foreach (var (name, value) in state)
        {
            double[] expected = [.. recorded.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
            if (LayerFixture.SameLibtorch && name is "weight" or "bias") Assert.Equal(expected, Doubles(value));
            else Equal(expected, value.flatten(), tolerance: Tolerance);
        }
    }

    static void Compare(JsonElement expected, Tensor actual, long[] shape) => Equal([.. expected.EnumerateArray().Select(e => e.GetDouble())], actual, shape, Tolerance);

    static void Close(double expected, double actual) => Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"The gradient's sum is {actual:R}, expected {expected:R}.");

    static IEnumerable<(string, JsonElement)> Properties(JsonElement element, string name) => element.GetProperty(name).EnumerateObject().Select(p => (p.Name, p.Value));

    static long[] Longs(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt64())];
}
