using Marginalia.Datasets.Files;

namespace Marginalia.Tests.Datasets.Files;

public class ThinningTests
{
    [Fact]
    public void Lines_are_those_of_scikit_image()
    {
        using var thick = NpyFile.Read(Fixtures.PathTo("thick.npy"));
        using var thin = NpyFile.Read(Fixtures.PathTo("thin.npy"));
        bool[] pixels = thick.data<bool>().ToArray(), expected = thin.data<bool>().ToArray();
        Assert.True(expected.Count(pixel => pixel) < pixels.Count(pixel => pixel) / 2);
        Thinning.Thin(pixels, 40, 60);
        Assert.Equal(expected, pixels);
    }
}
