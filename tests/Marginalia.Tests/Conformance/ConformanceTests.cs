
namespace Marginalia.Tests.Conformance;

/// <summary>
/// Every balancer on every case, through the one entry point in float64. Expected numbers come from the definitions and agree with the public
/// programs that each case names as its source.
/// </summary>
public class ConformanceTests
{
    public static TheoryData<string> Ids => [.. Cases.All.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Case(string id)
    {
        var result = ConformanceRunner.Run(Cases.All[id]);
        Assert.True(result.Outcome == CaseOutcome.Passed, $"{id}: {result.Outcome}: {result.Why}");
    }

    [Fact]
    public void Every_method_has_cases() =>
        Assert.Equal(ConformanceRunner.Methods.Order(), Cases.All.Values.Select(test => test.Method).Distinct().Order());

    [Fact]
    public void Every_case_is_there() => Assert.Equal(823, Cases.All.Count);
}
