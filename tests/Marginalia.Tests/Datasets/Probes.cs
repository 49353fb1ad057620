using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

/// <summary>
/// What holds of every generated set of pictures, and test accuracies of classifiers that look at pixels or colours alone, to which a set must not
/// give its classes away.
/// </summary>
internal static class Probes
{
    /// <summary>Every value is one of 0/255, 1/255, ... 255/255.</summary>
    public static void AssertBytes(Tensor image)
    {
        using var scope = NewDisposeScope();
        var bytes = image.to(ScalarType.Float64) * 255;
        Assert.InRange((bytes - bytes.round().clamp(0, 255)).abs().max().ToDouble(), 0, 1e-4);
        Assert.Equal(ScalarType.Float32, image.dtype);
    }

    /// <summary>Ridge regression from the pixels to one number per class.</summary>
    public static double Ridge((Tensor Image, Tensor Label) train, (Tensor Image, Tensor Label) test, int classes, double penalty)
    {
        using var scope = NewDisposeScope();
        var x = Centred(train.Image, train.Image);
        var target = nn.functional.one_hot(train.Label, classes).to(ScalarType.Float64);
        var kernel = x.matmul(x.t()) + penalty * eye(x.shape[0], dtype: ScalarType.Float64);
        var scores = Centred(test.Image, train.Image).matmul(x.t()).matmul(linalg.solve(kernel, target - target.mean([0L], true)));
        return Share(scores.argmax(1), test.Label);
    }

    /// <summary>The label of the nearest training image.</summary>
    public static double NearestNeighbour((Tensor Image, Tensor Label) train, (Tensor Image, Tensor Label) test)
    {
        using var scope = NewDisposeScope();
        var distances = cdist(test.Image.flatten(1), train.Image.flatten(1));
        return Share(train.Label.index_select(0, distances.argmin(1)), test.Label);
    }

    /// <summary>The class whose mean and standard deviation per channel are nearest.</summary>
    public static double NearestMean((Tensor Image, Tensor Label) train, (Tensor Image, Tensor Label) test, int classes)
    {
        using var scope = NewDisposeScope();
        static Tensor Statistics(Tensor image) => cat([image.mean([2L, 3L]), image.std([2L, 3L])], 1);
        var features = Statistics(train.Image);
        var means = stack([.. Enumerable.Range(0, classes).Select(k => features.index_select(0, train.Label.eq(k).nonzero().squeeze(1)).mean([0L]))]);
        return Share(cdist(Statistics(test.Image), means).argmin(1), test.Label);
    }

    private static Tensor Centred(Tensor image, Tensor reference) => (image - reference.mean([0L], true)).flatten(1).to(ScalarType.Float64);

    private static double Share(Tensor answers, Tensor labels) => answers.eq(labels).to(ScalarType.Float64).mean().ToDouble();
}
