using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Architectures;

/// <summary>Where initial parameters come from. Its tests run alone: they look at torch's default generator.</summary>
internal static class Seeding
{
    /// <summary>The seed alone decides the parameters, and nothing is drawn from torch's default generator.</summary>
    public static void AssertAloneDecides(Func<long, nn.Module> make)
    {
        double[] Parameters(long seed)
        {
            using var model = make(seed);
            return Numbers.ToArray(model.parameters());
        }

        using var before = get_rng_state();
        var first = Parameters(5);
        using var after = get_rng_state();
        Assert.True(before.eq(after).all().ToBoolean());
        Assert.Equal(first, Parameters(5));
        Assert.NotEqual(first, Parameters(6));
    }
}
