using Marginalia.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class LayerTableTests
{
    [Fact]
    public void Layers_are_counted_as_by_hand()
    {
        using var model = nn.Sequential(
            ("first", nn.Conv2d(3, 8, 3, stride: 2, padding: 1)),          // 6 x 5 places of 8 channels, each of 27 products
            ("grouped", nn.Conv2d(8, 12, (3, 1), (1, 1), (1, 0), groups: 4, bias: false)), // 12 channels, each of 2 x 3 products
            ("norm", nn.BatchNorm2d(12)),
            ("up", nn.ConvTranspose2d(12, 4, 2, stride: 2)),               // each of 12 x 6 x 5 inputs goes to 4 x 4 places
            ("act", nn.ReLU()),
            ("flat", nn.Flatten()),
            ("affine", nn.Linear(4 * 12 * 10, 7)));
        var table = LayerTable.Of(model, 3, 12, 10);
        Assert.Equal(["first", "grouped", "norm", "up", "act", "flat", "affine"], table.Rows.Select(row => row.Name));
        Assert.Equal(["Conv2d", "Conv2d", "BatchNorm2d", "ConvTranspose2d", "ReLU", "Flatten", "Linear"], table.Rows.Select(row => row.Type));
        Assert.Equal([[8, 6, 5], [12, 6, 5], [12, 6, 5], [4, 12, 10], [4, 12, 10], [480], [7]], table.Rows.Select(row => row.Output));
        Assert.Equal([8 * 28, 12 * 6, 24, 12 * 16 + 4, 0, 0, 481 * 7 - 0], table.Rows.Select(row => row.Parameters));
        Assert.Equal([8 * 30 * 27, 12 * 30 * 6, 0, 12 * 30 * 16, 0, 0, 480 * 7], table.Rows.Select(row => row.Macs));
        Assert.Equal(model.parameters().Sum(p => p.numel()), table.Parameters);
        Assert.Equal(table.Rows.Sum(row => row.Macs), table.Macs);
    }

    [Theory] // with the classifiers of 1000 classes that backbones do not have; the figures that torchvision documents for its weights
    [InlineData(18, 512 * 1000, 1.814)]
    [InlineData(50, 2048 * 1000, 4.089)]
    public void A_ResNet_has_the_multiplications_that_torchvision_documents(int depth, long classifier, double billions)
    {
        using var model = new ResNet(depth);
        Assert.Equal(billions, Math.Round((LayerTable.Of(model, 3, 224, 224).Macs + classifier) / 1e9, 3));
    }

    [Fact]
    public void What_is_multiplied_without_a_layer_counts_too()
    {
        using var stitched = new CrossStitch(_ => new ConvNet([4, 6]), [2, 1, 1]);
        Assert.Equal([9 * 4 * 16 * 16, 9 * 6 * 8 * 8], LayerTable.Of(stitched, 3, 16, 16).Rows.Where(row => row.Type == "CrossStitchUnit").Select(row => row.Macs));

        // 3 x 2 pixels at 1/8: 36 pairs, for each of two tasks a scalar product of 2 numbers; a target combines two affinities, and spreads 4 channels 3 times.
        using var affine = new PapNet(new ConvNet([4, 6]), [2, 1]);
        var rows = LayerTable.Of(affine, 3, 24, 16).Rows;
        Assert.Equal(36 * 2 * 2, Assert.Single(rows, row => row.Type == "PapNet").Macs);
        Assert.Equal([36 * (2 + 3 * 4), 36 * (2 + 3 * 4)], rows.Where(row => row.Type == "AffinityPropagation").Select(row => row.Macs));
    }

    [Fact]
    public void The_module_stays_as_it_was()
    {
        using var model = new HardSharing(new ConvNet([4, 6]), [2, 1]);
        model.eval();
        model.children().First().train();
        var modes = model.modules().Select(module => module.training).ToArray();
        var before = Numbers.ToArray(model.state_dict().Values);
        var live = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        LayerTable.Of(model, 3, 16, 16);
        Assert.Equal(live, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        Assert.Equal(modes, model.modules().Select(module => module.training));
        Assert.Equal(before, Numbers.ToArray(model.state_dict().Values));
        Assert.Equal(LayerTable.Of(model, 3, 16, 16).ToString(), LayerTable.Of(model, 3, 16, 16).ToString()); // no hook counts twice
    }

    [Fact]
    public void Networks_of_several_tasks_tell_what_is_shared()
    {
        using var model = new HardSharing(new ConvNet([4, 6]), [2, 1]);
        var table = LayerTable.Of(model, 3, 16, 16);
        Assert.Equal(model.SharedParameters.Sum(p => p.numel()), table.SharedParameters);
        Assert.Equal(table.Parameters, table.SharedParameters + table.TaskParameters.Sum());
        Assert.Equal(table.TaskParameters[0] - 5, table.TaskParameters[1]);
        var text = table.ToString();
        Assert.StartsWith("HardSharing ", text);
        Assert.Contains($"shared {table.SharedParameters}", text.Replace(" ", "").Replace("shared", "shared "));
        Assert.Matches(@"\n  backbone\.stages\.0\.blocks\.0\.convolution +SeededConv2d +\[4, 16, 16\] +108 ", text);
        Assert.Matches(@"\n  total ", text);
    }

    [Fact]
    public void A_module_that_is_called_twice_counts_twice_and_one_that_is_not_is_listed()
    {
        using var model = new Twice();
        var table = LayerTable.Of(model, 5);
        Assert.Equal([new("again", "Linear", [5], 30, 50, 2), new("idle", "Linear", [], 6, 0, 0), new LayerRow("own", "Own", [5], 0, 50, 1)], table.Rows, Same);
        Assert.Contains("Linear × 2", table.ToString());
        Assert.Contains("not called", table.ToString());
    }

    [Fact]
    public void What_does_not_take_one_tensor_is_refused() =>
        Assert.Contains("UNetHead", Assert.Throws<ArgumentException>(() => LayerTable.Of(new UNetHead([3, 4], 2), 3, 8, 8)).Message);

    private static bool Same(LayerRow a, LayerRow b) => a.Output.SequenceEqual(b.Output) && a with { Output = b.Output } == b;

    private sealed class Twice : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear again = nn.Linear(5, 5);
        private readonly TorchSharp.Modules.Linear idle = nn.Linear(5, 1);
        private readonly Own own = new();

        public Twice()
            : base(nameof(Twice)) => RegisterComponents();

        public override Tensor forward(Tensor input) => own.call(again.call(again.call(input)));
    }

    /// <summary>Multiplies by a matrix that it makes itself.</summary>
    private sealed class Own() : nn.Module<Tensor, Tensor>(nameof(Own)), IMultiplies
    {
        public override Tensor forward(Tensor input) => input.matmul(input.mT.matmul(input));

        public long Macs(IReadOnlyList<long[]> inputs, IReadOnlyList<long[]> outputs) => 2 * inputs[0][1] * outputs[0][1];
    }
}
