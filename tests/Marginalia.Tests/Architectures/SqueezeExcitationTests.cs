using Marginalia.Architectures;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

public class SqueezeExcitationTests
{
    [Fact]
    public void A_last_layer_of_zeros_halves_every_channel()
    {
        using var module = new SqueezeExcitation(32, new Generator(1), ScalarType.Float64);
        using (no_grad())
            foreach (var (_, parameter) in module.named_parameters().Where(pair => pair.name.StartsWith("excite", StringComparison.Ordinal)))
                parameter.zero_();
        var input = randn([2, 32, 3, 4], ScalarType.Float64);
        Assert.Equal(Numbers.ToArray(input / 2), Numbers.ToArray(module.call(input)));
    }

    [Fact]
    public void A_channel_has_one_gate_between_0_and_1_that_depends_on_means_only()
    {
        using var module = new SqueezeExcitation(32, new Generator(1), ScalarType.Float64);
        var input = randn([2, 32, 3, 4], ScalarType.Float64);
        var gates = Numbers.ToArray(module.Gates(input));
        Assert.All(gates, gate => Assert.InRange(gate, 1e-6, 1 - 1e-6));
        Assert.Equal([2, 32, 1, 1], module.Gates(input).shape);
        Numbers.AssertClose(gates, Numbers.ToArray(module.Gates(input.flip(2, 3))), 1e-15);
        Assert.NotEqual(gates, Numbers.ToArray(module.Gates(input + 1)));
    }

    [Theory]
    [InlineData(96, 6)]
    [InlineData(8, 4)]
    public void The_layer_in_between_is_16_times_narrower_but_has_4_units_at_least(int channels, int units)
    {
        using var module = new SqueezeExcitation(channels, new Generator(1), ScalarType.Float32);
        Assert.Equal((channels + 1) * units + (units + 1) * channels, module.parameters().Sum(p => p.numel()));
    }
}
