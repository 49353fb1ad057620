using Marginalia.Architectures;
using Marginalia.Balancers;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class EigenFergusTests
{
    private static readonly EigenFergusDesign Small = new(
        Height: 16, Width: 14, CoarseStride: 4, CoarseChannels: 2, Hidden: 3, ImageChannels: 2, Channels: 3, Layers2: 2, Layers3: 1);

    [Fact]
    public void It_computes_what_its_twin_in_PyTorch_computes()
    {
        using var model = Network([2, 1]);
        Twin.AssertEqual("eigen-fergus", model);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Predictions_have_the_size_of_the_image_at_every_number_of_scales(int scales)
    {
        using var model = new EigenFergus(new ConvNet([4, 6]), [5, 1], new(Height: 33, Width: 50, Scales: scales));
        Assert.Equal([[2, 5, 33, 50], [2, 1, 33, 50]], model.call(zeros(2, 3, 33, 50)).Select(prediction => prediction.shape));
        Assert.Equal([Math.Max(0, scales - 2), Math.Max(0, scales - 2)], model.Intermediate.Select(earlier => earlier.Count));
    }

    [Fact]
    public void The_papers_scales_have_the_parameters_that_their_layers_need()
    {
        static long Layer(long kernel, long from, long to) => kernel * kernel * from * to + to;
        using var trunk = new ConvNet([4, 512], blocks: 1);
        long trunkCount = trunk.parameters().Sum(p => p.numel());
        using var model = new EigenFergus(trunk, [3], EigenFergusDesign.Paper with { Hidden = 2 });
        Assert.Equal(trunkCount + Layer(1, 512 * 57 * 76, 2) + Layer(1, 2, 64 * 14 * 19), model.SharedParameters.Sum(p => p.numel()));
        Assert.Equal(
            Layer(9, 3, 96) + Layer(5, 160, 64) + 2 * Layer(5, 64, 64) + Layer(5, 64, 3) // scale 2
            + Layer(9, 3, 96) + Layer(5, 99, 64) + Layer(5, 64, 64) + Layer(5, 64, 3), // scale 3
            model.TaskParameters(0).Sum(p => p.numel()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_parameter_is_shared_or_of_one_task(int scales)
    {
        using var model = Network([5, 1, 3], scales);
        var named = model.SharedParameters.Concat(Enumerable.Range(0, 3).SelectMany(model.TaskParameters)).ToArray();
        var all = model.parameters().ToArray();
        Assert.Equal(all.Length, named.Length);
        Assert.All(all, parameter => Assert.Single(named, other => ReferenceEquals(other, parameter)));
        Assert.Equal([[24, 3], [24]], model.LastSharedLayer.Select(p => p.shape));
    }

    [Fact]
    public void A_loss_reaches_scale_1_and_its_own_scales_only()
    {
        using var model = Network([5, 1]);
        model.call(rand(2, 3, 16, 14))[1].square().sum().backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.True(parameter.grad is not null));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
        Assert.Equal([2, 2, 4, 3], model.Representation!.Trunk.shape);
    }

    [Fact]
    public void Nothing_reaches_frozen_scales()
    {
        using var model = Network([2, 1]);
        model.Learn(3, 3);
        model.train();
        double[] before = Numbers.ToArray(Frozen(model));
        using var optimizer = optim.Adam(model.parameters().Where(p => p.requires_grad), 0.1);
        using var balancer = new EqualWeighting(2);
        var image = rand(2, 3, 16, 14);
        balancer.Step(_ => [.. model.call(image).Select(prediction => prediction.square().mean())], model, () => optimizer.step());
        Assert.Null(model.Representation);
        Assert.All(model.Intermediate, Assert.Empty);
        Assert.Equal(before, Numbers.ToArray(Frozen(model))); // parameters, and the statistics of batch normalization
        Assert.All(model.named_parameters(), pair => Assert.Equal(pair.name.StartsWith("third", StringComparison.Ordinal), pair.parameter.grad is not null));

        static IEnumerable<Tensor> Frozen(EigenFergus model) =>
            model.state_dict().Where(pair => !pair.Key.StartsWith("third", StringComparison.Ordinal)).Select(pair => pair.Value);
    }

    [Fact]
    public void Scale_3_starts_from_what_scales_1_and_2_have_learned()
    {
        using var model = Network([2, 1]);
        model.Learn(1, 2);
        var image = rand(2, 3, 16, 14);
        (model.call(image)[0].square().mean() + model.call(image)[1].mean()).backward();
        Assert.All(model.named_parameters(), pair => Assert.NotEqual(pair.name.StartsWith("third", StringComparison.Ordinal), pair.parameter.grad is not null));
        model.eval();
        double[] second = Numbers.ToArray(model.call(image)[0]);
        model.Learn(1, 3);
        Assert.Equal(second, (model.call(image), Numbers.ToArray(model.Intermediate[0][0])).Item2);
    }

    [Fact]
    public void Scales_and_tasks_begin_alike_however_many_there_are()
    {
        using var all = Network([2, 1]);
        using var two = Network([2], scales: 2);
        all.Learn(1, 2);
        var image = rand(2, 3, 16, 14);
        Assert.Equal(Numbers.ToArray(two.call(image)[0]), Numbers.ToArray(all.call(image)[0]));
        using var other = Network([2], scales: 2, seed: 1);
        Assert.NotEqual(Numbers.ToArray(two.parameters()), Numbers.ToArray(other.parameters()));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Network([]));
        Assert.Contains("Scales = 4", Assert.Throws<ArgumentException>(() => Network([1], scales: 4)).Message);
        Assert.Contains("at least 4 x 4", Assert.Throws<ArgumentException>(() => new EigenFergus(new ConvNet(), [1], Small with { Height = 3 })).Message);
        using var model = Network([1]);
        Assert.Contains("1 to 1 of 3", Assert.Throws<ArgumentException>(() => model.Learn(1, 1)).Message);
        Assert.Contains("3 to 4 of 3", Assert.Throws<ArgumentException>(() => model.Learn(3, 4)).Message);
        Assert.Contains("the design's size", Assert.Throws<ArgumentException>(() => model.call(zeros(1, 3, 16, 26))).Message);
    }

    private static EigenFergus Network(IReadOnlyList<int> outputs, int scales = 3, long seed = 0) =>
        new(new ConvNet([3, 4]), outputs, Small with { Scales = scales }, seed: seed);
}
