using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

/// <summary>What a twin in PyTorch gave: written by <c>twins/*.py</c> to <c>fixtures/NAME.safetensors</c>.</summary>
internal static class Twin
{
    private const string Weights = "model.";

    /// <summary>The tensors of a fixture.</summary>
    public static Dictionary<string, Tensor> Read(string name) =>
        files.ReadSafetensors(Path.Combine(AppContext.BaseDirectory, "Architectures", "fixtures", name + ".safetensors"));

    /// <summary>
    /// With the twin's weights the network predicts the same, in training mode and then in evaluation mode, and its image gets the same gradient.
    /// </summary>
    public static void AssertEqual(string name, MultiTaskModule model, double tolerance = 1e-5)
    {
        var twin = Read(name);
        var (missing, unexpected) = model.load_state_dict(
            twin.Where(entry => entry.Key.StartsWith(Weights, StringComparison.Ordinal)).ToDictionary(entry => entry.Key[Weights.Length..], entry => entry.Value), strict: false);
        Assert.Empty(missing);
        Assert.Empty(unexpected);

        using var image = twin["input"].requires_grad_();
        var predictions = model.call(image);
        predictions.Select((prediction, task) => prediction.square().mean() * (task + 1)).Aggregate((a, b) => a + b).backward();
        AssertClose(twin, "train", predictions, tolerance);
        Assert.Equal(model.Intermediate.Sum(early => early.Count), twin.Keys.Count(key => key.StartsWith("intermediate.", StringComparison.Ordinal)));
        for (int task = 0; task < model.Intermediate.Count; task++)
            AssertClose(twin, $"intermediate.{task}", [.. model.Intermediate[task]], tolerance);
        AssertClose(twin, "gradient", image.grad!, tolerance);
        model.eval();
        using (no_grad())
            AssertClose(twin, "eval", model.call(image), tolerance);
    }

    private static void AssertClose(Dictionary<string, Tensor> twin, string kind, Tensor[] predictions, double tolerance)
    {
        Assert.Equal(predictions.Length, twin.Keys.Count(key => key.StartsWith(kind + ".", StringComparison.Ordinal)));
        for (int task = 0; task < predictions.Length; task++)
            AssertClose(twin, $"{kind}.{task}", predictions[task], tolerance);
    }

    private static void AssertClose(Dictionary<string, Tensor> twin, string name, Tensor actual, double tolerance)
    {
        Assert.Equal(twin[name].shape, actual.shape);
        Numbers.AssertClose(Numbers.ToArray(twin[name]), Numbers.ToArray(actual), tolerance, name);
    }
}
