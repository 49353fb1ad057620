using Marginalia.Architectures;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Marginalia.Benchmarks.Balancers;

/// <summary>A network, a few batches and the losses of its tasks; balancer_twins.py makes the same of what <see cref="Export"/> writes.</summary>
sealed class Problem
{
    const int BatchCount = 4;
    readonly Tensor[][] batches; // input, then what each task should find
    readonly Func<Tensor[], Tensor[], Tensor[]> losses;

    Problem(string name, MultiTaskModule model, Func<Tensor[]> draw, Func<Tensor[], Tensor[], Tensor[]> losses)
    {
        (Name, Model, this.losses) = (name, model, losses);
        batches = [.. Enumerable.Range(0, BatchCount).Select(_ => draw())];
        Shared = [.. model.SharedParameters];
        Parameters = [.. Shared, .. Enumerable.Range(0, model.TaskCount).SelectMany(model.TaskParameters)];
    }

    internal static readonly (string Name, int Tasks, string Text)[] Known =
    [
        ("segnet", 3, "SegNet-mini 16-24-32-48, 8 images of 48x64: segmentation, depth, normals"),
        ("mlp", 40, "MultiHeadMlp 250-100-100-100-100, 40 heads of 100, 100 examples"),
    ];

    internal string Name { get; }

    internal MultiTaskModule Model { get; }

    internal Parameter[] Shared { get; }

    /// <summary>Shared parameters, then those of each task.</summary>
    internal Parameter[] Parameters { get; }

    internal static Problem Make(string name, bool quick)
    {
        manual_seed(7);
        return name == "segnet" ? Dense(quick ? 1 : 8) : Regression(40, quick ? 10 : 100);
    }

    /// <summary>The losses on one of the batches, in turn.</summary>
    internal Tensor[] Losses(long batch)
    {
        var data = batches[batch % BatchCount];
        return losses(Model.call(data[0]), data);
    }

    internal void ForgetGradients()
    {
        foreach (var parameter in Parameters) parameter.grad = null!;
    }

    /// <summary>Parameters and batches: a line for each tensor with its shape, and all their numbers in float32.</summary>
    internal void Export(string path)
    {
        Tensor[] all = [.. Parameters, .. batches.SelectMany(b => b)];
        File.WriteAllLines(path + ".shapes", all.Select(t => string.Join(' ', t.shape)));
        Write(path, all);
    }

    internal static void Write(string path, IEnumerable<Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var file = new BinaryWriter(File.Create(path));
        foreach (var t in tensors)
            foreach (var x in t.detach().to(ScalarType.Float32).data<float>()) file.Write(x);
    }

    static Problem Dense(int images) => new(
        "segnet",
        new SegNetMini([13, 1, 3]),
        () => [rand(images, 3, 48, 64), randint(0, 13, [images, 48, 64], dtype: ScalarType.Int64), rand(images, 1, 48, 64) * 7 + 1, functional.normalize(randn(images, 3, 48, 64), dim: 1)],
        (predictions, data) =>
        [
            functional.cross_entropy(predictions[0], data[1]),
            functional.l1_loss(predictions[1], data[2]),
            1 - (functional.normalize(predictions[2], dim: 1) * data[3]).sum(dim: 1).mean(),
        ]);

    static Problem Regression(int tasks, int examples) => new(
        "mlp",
        new MultiHeadMlp(250, [.. Enumerable.Repeat(100, tasks)]),
        () => [randn(examples, 250), .. Enumerable.Range(0, tasks).Select(task => randn(examples, 100) * (1 + task % 5))],
        (predictions, data) => [.. predictions.Select((prediction, task) => functional.mse_loss(prediction, data[task + 1]))]);
}
