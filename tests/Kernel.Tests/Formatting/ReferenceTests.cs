using System.Text.Json;

namespace Marginalia.Kernel.Tests.Formatting;

/// <summary>
/// Compares with .NET Interactive. In general allowed: a text/plain beside text/html; <c>(anonymous)</c> for the compiler's names of
/// anonymous types; other messages of the same kind of error. All else is in differences.json, with a reason.
/// </summary>
public sealed class ReferenceTests
{
    static readonly Dictionary<string, string> s_differences = JsonSerializer
        .Deserialize<Difference[]>(File.ReadAllText(Repository.PathTo("tests/Kernel.Tests/Fixtures", "differences.json")), JsonSerializerOptions.Web)!
        .SelectMany(group => group.Parts.Select(part => (part, group.Reason))).ToDictionary();

    public static TheoryData<string> Ids { get; } = new(ReferenceCase.All.Values.Where(item => !item.Nondeterministic).Select(item => item.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Values_are_shown_as_in_NET_Interactive(string id)
    {
        var item = ReferenceCase.All[id];
        var expected = item.Parts();
        var actual = ReferenceRun.Of(item, TestContext.Current.CancellationToken);
        foreach (var part in actual.Keys.Where(part => !expected.ContainsKey(part) && part.EndsWith(" text/plain", StringComparison.Ordinal)).ToList())
            actual.Remove(part);
        var wrong = from part in expected.Keys.Union(actual.Keys)
                    let there = Text(expected, part)
                    let here = Text(actual, part)
                    where there == here == s_differences.ContainsKey($"{id} {part}")
                    select there == here ? $"{id} {part} agrees and need not be in differences.json" : $"{id} {part}\nthere: {there}\nhere:  {here}";
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    [Fact]
    public void Differences_are_of_cases_that_exist() =>
        Assert.All(s_differences.Keys, part => Assert.Contains(part.Split(' ')[0], ReferenceCase.All.Keys));

    static string Text(Dictionary<string, string> parts, string part) => parts.TryGetValue(part, out var text) ? ReferenceRun.Normalise(text) : "(nothing)";

    sealed record Difference(string Reason, string[] Parts);
}
