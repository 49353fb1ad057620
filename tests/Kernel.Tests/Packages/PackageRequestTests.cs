using Marginalia.Kernel.Packages;

namespace Marginalia.Kernel.Tests.Packages;

public sealed class PackageRequestTests
{
    [Theory]
    [InlineData("Name", "Name", "*", true)]
    [InlineData(" Name ", "Name", "*", true)]
    [InlineData("Name,1.2.3", "Name", "1.2.3", false)]
    [InlineData(" Some.Name , 1.2.3-beta.4+build ", "Some.Name", "1.2.3-beta.4+build", false)]
    [InlineData("Name, 1.*", "Name", "1.*", true)]
    [InlineData("Name, *-*", "Name", "*-*", true)]
    [InlineData("Name, [1.0,2.0)", "Name", "[1.0,2.0)", false)]
    [InlineData("Name, [1.0]", "Name", "[1.0]", false)]
    [InlineData("Name,", "Name", "*", true)]
    public void Names_and_versions_are_read(string text, string name, string version, bool floating)
    {
        var request = PackageRequest.Parse(text);
        Assert.Equal((name, version, floating), (request.Name, request.Version, request.IsFloating));
    }

    [Theory]
    [InlineData("")]
    [InlineData(", 1.0")]
    [InlineData("Two Words, 1.0")]
    [InlineData("../up, 1.0")]
    [InlineData("$(Secret), 1.0")]
    [InlineData("Name, one two")]
    [InlineData("Name, $(Secret)")]
    [InlineData("Name, 1.0; Other")]
    [InlineData("Name, [1.0")]
    public void Anything_else_is_refused(string text) => Assert.Throws<PackageException>(() => PackageRequest.Parse(text));
}
