namespace Marginalia.Tests.Charts;

/// <summary>Some figures, byte by byte. UPDATE_GOLDEN=1 writes the files anew; look at them before committing.</summary>
public class GoldenTests
{
    [Theory]
    [InlineData("lines")]
    [InlineData("runs")]
    [InlineData("direct")]
    [InlineData("grouped")]
    [InlineData("heat")]
    [InlineData("scatter")]
    [InlineData("gaps")]
    [InlineData("grid")]
    public void MatchesTheGoldenFile(string name)
    {
        var path = Path.Combine(Folder(), name + ".svg");
        var svg = Gallery.Make(name).ToSvg();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, svg);
        Assert.True(File.Exists(path), $"{path} is missing; run the tests with UPDATE_GOLDEN=1 to write it, and look at it before committing.");
        Assert.True(File.ReadAllText(path) == svg, $"'{name}' differs from {path}; if it should, run the tests with UPDATE_GOLDEN=1 and look at the new file before committing.");
    }

    static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "tests", "Marginalia.Tests", "Charts", "Golden") is var golden && Directory.Exists(golden))
                return golden;
        throw new DirectoryNotFoundException("No tests/Marginalia.Tests/Charts/Golden above the test assembly; run the tests from a checkout.");
    }
}
