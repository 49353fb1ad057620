using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Tests.CommandLine;

public class NearestTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("run", "run", 0)]
    [InlineData("run", "", 3)]
    [InlineData("rnu", "run", 1)] // neighbours swapped
    [InlineData("rn", "run", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)] // optimal string alignment, not full Damerau (2)
    public void Distance_counts_edits(string from, string to, int edits)
    {
        Assert.Equal(edits, Nearest.Distance(from, to));
        Assert.Equal(edits, Nearest.Distance(to, from));
    }

    [Fact]
    public void The_closest_candidate_wins() => Assert.Equal("status", Nearest.Of("STATU", ["run", "start", "status"]));

    [Fact]
    public void What_is_far_from_everything_gets_no_suggestion() => Assert.Null(Nearest.Of("frobnicate", ["run", "status", "test"]));

    [Fact]
    public void One_letter_of_two_is_not_close() => Assert.Null(Nearest.Of("-x", ["-p"]));
}
