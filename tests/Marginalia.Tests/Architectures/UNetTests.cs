using Marginalia.Architectures;
using Marginalia.Balancers;
using Marginalia.Datasets;
using Marginalia.Metrics;
using Marginalia.Objectives;
using Marginalia.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class UNetTests
{
    [Fact]
    public void Predictions_have_the_size_of_the_image_whatever_it_is()
    {
        using var model = new UNet([5, 1, 3]);
        foreach (var (height, width) in new[] { (48, 64), (33, 18), (16, 16) })
            Assert.Equal(
                [[2, 5, height, width], [2, 1, height, width], [2, 3, height, width]],
                model.call(zeros(2, 3, height, width)).Select(prediction => prediction.shape));
    }

    [Fact]
    public void Parameters_are_as_many_as_the_layers_need_and_each_is_shared_or_of_one_task()
    {
        using var model = new UNet([5, 1, 3]);
        static long Layer(int from, int to) => from * to * 9 + 2 * to;
        long shared = Layer(3, 16) + Layer(16, 16) + Layer(16, 24) + Layer(24, 24) + Layer(24, 32) + Layer(32, 32) + Layer(32, 48) + Layer(48, 48)
            + Layer(80, 32) + Layer(56, 24) + Layer(40, 16);
        Assert.Equal(shared, model.SharedParameters.Sum(p => p.numel()));
        Assert.Equal(16 * 16 * 9 + 16 + 16 * 3 + 3, model.TaskParameters(2).Sum(p => p.numel()));
        var named = model.SharedParameters.Concat(Enumerable.Range(0, 3).SelectMany(model.TaskParameters)).ToArray();
        var all = model.parameters().ToArray();
        Assert.Equal(all.Length, named.Length);
        Assert.All(all, parameter => Assert.Single(named, other => ReferenceEquals(other, parameter)));
        Assert.Equal([[16, 40, 3, 3], [16], [16]], model.LastSharedLayer.Select(p => p.shape));
    }

    [Fact]
    public void A_loss_reaches_all_of_the_trunk_and_its_own_head_only()
    {
        using var model = new UNet([5, 1]);
        model.call(rand(1, 3, 16, 16))[1].square().sum().backward();
        Assert.All(model.SharedParameters.Concat(model.TaskParameters(1)), parameter => Assert.True(parameter.grad!.abs().sum().ToDouble() > 0));
        Assert.All(model.TaskParameters(0), parameter => Assert.Null(parameter.grad));
        Assert.Equal([1, 16, 16, 16], model.Representation!.Trunk.shape);
    }

    [Fact]
    public void It_computes_what_the_layers_of_torch_compute()
    {
        using var model = new UNet([2], widths: [8, 16], dtype: ScalarType.Float64);
        var input = rand([2, 3, 17, 16], ScalarType.Float64);
        Tensor Parameter(string name) => model.get_parameter(name)!;
        Tensor Block(string name, Tensor x, long stride = 1)
        {
            var y = nn.functional.conv2d(x, Parameter(name + ".convolution.weight"), null, [stride, stride], [1, 1]);
            var centred = y - y.mean([0L, 2L, 3L], keepdim: true);
            return (centred / (centred.square().mean([0L, 2L, 3L], keepdim: true) + 1e-5).sqrt()).clamp_min(0);
        }

        var fine = Block("encoder.1", Block("encoder.0", input));
        var coarse = Block("encoder.3", Block("encoder.2", fine, stride: 2));
        Assert.Equal([2, 16, 9, 8], coarse.shape);
        var rows = tensor(Enumerable.Range(0, 17).Select(y => y * 9L / 17).ToArray());
        var columns = tensor(Enumerable.Range(0, 16).Select(x => x / 2L).ToArray());
        var trunk = Block("decoder.0", cat([coarse.index_select(2, rows).index_select(3, columns), fine], 1));
        var hidden = nn.functional.conv2d(trunk, Parameter("heads.0.hidden.weight"), Parameter("heads.0.hidden.bias"), padding: [1, 1]).clamp_min(0);
        var expected = nn.functional.conv2d(hidden, Parameter("heads.0.output.weight"), Parameter("heads.0.output.bias"));
        Numbers.AssertClose(Numbers.ToArray(expected), Numbers.ToArray(model.call(input)[0]), 1e-12);
    }

    [Fact]
    public void In_evaluation_a_prediction_depends_on_its_image_alone()
    {
        using var model = new UNet([2]);
        var images = rand(3, 3, 16, 16);
        model.eval();
        Numbers.AssertClose(Numbers.ToArray(model.call(images)[0][1]), Numbers.ToArray(model.call(images.narrow(0, 1, 1))[0][0]), 1e-5);
    }

    [Fact]
    public void It_learns_rooms_better_than_constant_predictions()
    {
        var design = RoomsDesign.Plain with { Height = 24, Width = 32 };
        using var train = new Rooms(Split.Train, 300, design: design);
        using var test = new Rooms(Split.Test, 100, design: design);
        using var model = new UNet([design.Classes, 1, 3]);
        Objective[] objectives = [Objective.CrossEntropy("segmentation"), Objective.Depth(), Objective.Normals()];
        MultiTaskTraining.Train(
            model, new DataLoader(train, 20), objectives, new EqualWeighting(3), optim.Adam(model.parameters(), 3e-3),
            new() { Steps = 75, Input = "image" }, TestContext.Current.CancellationToken);

        var (classes, depth, normals) = (new ConfusionMatrix(design.Classes), new DepthErrors(), new NormalErrors());
        Evaluation.Measure(model, test, [(classes, "segmentation"), (depth, "depth"), (normals, "normal")], "image");
        var (majority, flat) = (new ConfusionMatrix(design.Classes), new NormalErrors());
        majority.Add(full_like(test["segmentation"], (long)RoomClass.Wall), test["segmentation"]);
        flat.Add(train["normal"].mean([0L, 2L, 3L], keepdim: true).expand_as(test["normal"]), test["normal"]);
        Assert.True(classes.MeanIoU > 1.3 * majority.MeanIoU, $"mIoU {classes.MeanIoU}, majority {majority.MeanIoU}");
        Assert.True(
            depth.RootMeanSquare < 0.7 * test["depth"].std().ToDouble(), $"depth {depth.RootMeanSquare}, constant {test["depth"].std().ToDouble()}");
        Assert.True(normals.MeanAngle < 0.7 * flat.MeanAngle, $"normals {normals.MeanAngle}, constant {flat.MeanAngle}");
    }

    [Fact]
    public void The_seed_alone_decides_the_parameters() => Seeding.AssertAloneDecides(seed => new UNet([2], seed: seed));

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new UNet([]));
        Assert.Contains("16, 0", Assert.Throws<ArgumentException>(() => new UNet([1], widths: [16, 0])).Message);
        Assert.Throws<ArgumentException>(() => new UNet([1], widths: [16]));
    }
}
