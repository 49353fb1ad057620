using System.Text.RegularExpressions;
using Marginalia.Balancers;

namespace Marginalia.Tests.Balancers;

/// <summary>The table of balancers in README.md: every balancer once, with files that are there.</summary>
public partial class ReadmeTableTests
{
    [Fact]
    public void Every_balancer_is_listed_once_with_its_file_test_and_cost()
    {
        var readme = File.ReadAllText(Repository.PathTo("README.md"));
        var table = readme[readme.IndexOf("<!-- balancers -->", StringComparison.Ordinal)..readme.IndexOf("<!-- /balancers -->", StringComparison.Ordinal)];
        var rows = Row().Matches(table);
        Assert.Equal(
            typeof(Balancer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Balancer)) && !type.IsAbstract && type.Namespace == typeof(Balancer).Namespace).Select(type => type.Name).Order(),
            rows.Select(row => row.Groups["name"].Value).Order());
        foreach (Match row in rows)
        {
            Assert.EndsWith($"/{row.Groups["name"].Value}.cs", row.Groups["file"].Value);
            Assert.True(File.Exists(Repository.PathTo(row.Groups["file"].Value.Split('/'))), row.Value);
            Assert.True(File.Exists(Repository.PathTo(row.Groups["test"].Value.Split('/'))), row.Value);
            Assert.NotEmpty(row.Groups["cost"].Value.Trim());
        }
    }

    [GeneratedRegex(@"^\| \[`(?<name>\w+)`\]\((?<file>[^)]+)\) \|[^|]*\|[^|]*\|(?<cost>[^|]*)\| \[\w+\]\((?<test>[^)]+)\) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
