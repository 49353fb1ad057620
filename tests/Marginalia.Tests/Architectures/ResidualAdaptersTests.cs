using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

[Collection(nameof(Alone))]
public class ResidualAdaptersTests
{
    [Theory]
    [InlineData(AdapterPlace.Series)]
    [InlineData(AdapterPlace.Parallel)]
    public void With_a_trained_backbone_it_starts_as_that_backbone(AdapterPlace place)
    {
        using var backbone = new ConvNet([4, 6], seed: 3);
        using var shared = new HardSharing(backbone, [3, 1], seed: 7);
        backbone.call(rand(4, 3, 16, 12)); // moves its running statistics
        using var adapted = new ResidualAdapters([3, 1], place, [4, 6], seed: 7);
        adapted.Load(backbone);
        shared.eval();
        adapted.eval();
        var image = rand(2, 3, 16, 12);
        foreach (var (expected, actual) in shared.call(image).Zip(adapted.call(image)))
            Numbers.AssertClose(Numbers.ToArray(expected), Numbers.ToArray(actual), 1e-6);
        using var other = new ConvNet([4, 8]);
        Assert.Contains("widths 4, 8", Assert.Throws<ArgumentException>(() => adapted.Load(other)).Message);
    }

    [Theory]
    [InlineData(AdapterPlace.Series)]
    [InlineData(AdapterPlace.Parallel)]
    public void An_adapter_acts_as_another_filter_of_its_task_alone(AdapterPlace place)
    {
        // In series the filter is (1 + a) w; in parallel, a is added to its centre.
        using var adapted = new ResidualAdapters([2, 2], place, [4, 6], blocks: 1, seed: 7, dtype: ScalarType.Float64);
        using var plain = new ConvNet([4, 6], blocks: 1, dtype: ScalarType.Float64);
        using (no_grad())
        {
            var filters = plain.parameters().Where(p => p.dim() == 4).ToArray();
            var adapters = adapted.TaskParameters(1).Where(p => p.dim() == 4).Take(2).ToArray();
            for (int k = 0; k < 2; k++)
            {
                adapters[k].copy_(randn_like(adapters[k]));
                var (shared, a) = (adapted.SharedParameters[k], adapters[k]);
                if (place == AdapterPlace.Series)
                    filters[k].copy_(shared + a.squeeze(-1).squeeze(-1).matmul(shared.flatten(1)).reshape(shared.shape));
                else
                    filters[k].copy_(shared + nn.functional.pad(a, [1, 1, 1, 1]));
            }
        }

        var image = rand([2, 3, 17, 12], ScalarType.Float64);
        var (expected, actual, untouched) = (plain.call(image), adapted.Maps(image, 1), adapted.Maps(image, 0));
        for (int k = 0; k < 2; k++)
            Numbers.AssertClose(Numbers.ToArray(expected[k]), Numbers.ToArray(actual[k]), 1e-9);
        Assert.NotEqual(Numbers.ToArray(actual[1]), Numbers.ToArray(untouched[1]));
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResidualAdapters([]));
        Assert.Contains("4, 0", Assert.Throws<ArgumentException>(() => new ResidualAdapters([1], widths: [4, 0])).Message);
    }
}
