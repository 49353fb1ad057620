using System.Globalization;
using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

/// <summary>Heads against torchvision's, and HRNet's against a twin.</summary>
[Collection(nameof(Alone))]
public class HeadTests
{
    private static readonly int[] widths = [4, 5, 6];

    [Fact]
    public void Predictions_are_those_of_torchvision_and_of_the_twin()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var results = Formula.Results("backbones", out var metadata);
        var map = Formula.Values("map", 2, 8, 9, 12);
        foreach (var (name, head, maps) in new (string, Head, Tensor[])[]
        {
            ("deeplab", DeepLabHead.Create([8], 3, 0), [map]),
            ("fcn", FcnHead.Create([8], 3, 0), [map]),
            ("hrnethead", HrNetHead.Create(widths, 3, 0), [Formula.Values("map0", 1, 4, 9, 12), Formula.Values("map1", 1, 5, 5, 6), Formula.Values("map2", 1, 6, 3, 3)]),
        })
        {
            Formula.Fill(head.state_dict());
            head.eval();
            Formula.AssertSame(results[name], Numbers.ToArray(head.call(maps)[0]), name);
            if (metadata.TryGetValue("parameters." + name, out var count))
                Assert.Equal(count, head.parameters().Sum(p => p.numel()).ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Every_head_fits_every_backbone()
    {
        foreach (HeadFactory factory in (HeadFactory[])[DeepLabHead.Mini, FcnHead.Mini, HrNetHead.Mini, UNetHead.Create])
            foreach (var backbone in (Backbone[])[ResNet.Mini([4, 6], seed: 1), HrNet.Mini([4, 6]), VggNet.Mini([4, 6]), new ConvNet([4, 6])])
            {
                using var model = new HardSharing(backbone, [5, 1], factory);
                Assert.Equal([[2, 5, 20, 12], [2, 1, 20, 12]], model.call(rand(2, 3, 20, 12)).Select(prediction => prediction.shape));
            }
    }

    [Fact]
    public void Values_are_dropped_in_training_only_and_by_the_seed()
    {
        using var head = DeepLabHead.Create([8], 3, 4);
        using var again = DeepLabHead.Create([8], 3, 4);
        var map = rand(2, 8, 5, 5);
        Assert.Equal(Numbers.ToArray(head.call([map])), Numbers.ToArray(again.call([map])));
        head.eval();
        Assert.Equal(Numbers.ToArray(head.call([map])), Numbers.ToArray(head.call([map])));
    }
}
