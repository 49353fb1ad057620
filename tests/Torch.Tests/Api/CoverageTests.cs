using TorchSharp;

namespace Marginalia.Torch.Tests.Api;

/// <summary>How much of TorchSharp and TorchVision 0.107 is there, by the lines of its listing; docs/torch.md shows the table.</summary>
public class CoverageTests
{
    static readonly string[] Groups =
    [
        "torch.Tensor", "torch.nn.functional", "torch.nn.init", "torch.nn.utils", "torch.nn", "torch.optim", "torch.autograd", "torch.linalg", "torch.special", "torch.fft",
        "torch.distributions", "torch.jit", "torch.utils.data", "torch.utils.tensorboard", "torch.cuda", "torch", "torchvision", "Modules", "Utils", "",
    ];

    static readonly Dictionary<string, (int Ours, int Theirs)> Coverage = Count();

    [Theory]
    [InlineData("torch.Tensor", 75)]
    [InlineData("torch.nn", 75)]
    [InlineData("torch.nn.functional", 75)]
    [InlineData("torch.optim", 75)]
    [InlineData("torch.autograd", 75)]
    [InlineData("torch", 60)]
    [InlineData("torch.linalg", 60)]
    public void At_least_the_promised_share_is_there(string group, int percent)
    {
        var (ours, theirs) = Coverage[group];
        Assert.True(100 * ours >= percent * theirs, $"{group}: {ours} of {theirs}, {percent} % are promised.");
    }

    [Fact]
    public void The_documentation_shows_the_coverage() =>
        DocumentedTable.Check("torch.md", "coverage", Coverage.Select(c => $"| `TorchSharp{(c.Key.Length > 0 ? "." : "")}{c.Key}` | {c.Value.Ours} | {c.Value.Theirs} | {100 * c.Value.Ours / c.Value.Theirs} % |").Prepend("|---|--:|--:|--:|").Prepend("| | here | TorchSharp 0.107 | |"));

    static Dictionary<string, (int Ours, int Theirs)> Count()
    {
        var ours = new ApiLister(flat: true, modifiers: false).List(typeof(torch).Assembly).ToHashSet(StringComparer.Ordinal);
        return PublicApiTests.ReadListing().Distinct().GroupBy(Group).OrderBy(g => Array.IndexOf(Groups, g.Key)).ToDictionary(g => g.Key, g => (g.Count(ours.Contains), g.Count()));
    }

    /// <summary>The longest group that a line's name begins with.</summary>
    static string Group(string line)
    {
        var name = line.Split(' ')[0]["TorchSharp.".Length..];
        return Groups.First(g => g.Length == 0 || name == g || name.StartsWith($"{g}.", StringComparison.Ordinal) || name.StartsWith($"{g}<", StringComparison.Ordinal));
    }
}
