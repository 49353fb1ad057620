using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Intelligence;

namespace Marginalia.Kernel.Tests.Intelligence;

public class CompletenessTests
{
    [Theory]
    [InlineData("", "complete")]
    [InlineData("1 + 1", "complete")]
    [InlineData("var x = 1;", "complete")]
    [InlineData("foo()", "complete")]
    [InlineData("// comment", "complete")]
    [InlineData("class A { }", "complete")]
    [InlineData("if (true) { }", "complete")]
    [InlineData("await Task.Delay(1)", "complete")]
    [InlineData("\"\"\"raw\"\"\"", "complete")]
    [InlineData("#r \"nuget: Some.Package, 1.0.0\"", "complete")]
    [InlineData("#i \"nuget:https://example.org\"\n1", "complete")]
    [InlineData("#!time\n1 + 1", "complete")]
    [InlineData("#!time", "complete")]
    [InlineData("#!csharp\nx", "complete")]
    [InlineData("#!html\n<b>x</b>\n", "complete")]
    [InlineData("1 +", "incomplete:4")]
    [InlineData("if (true)", "incomplete:4")]
    [InlineData("class A {", "incomplete:4")]
    [InlineData("class A\n{\n    void F() {", "incomplete:8")]
    [InlineData("class A\n{\n    int x;\n", "incomplete:4")]
    [InlineData("class A {\n\n", "incomplete:4")]
    [InlineData("foo(1,", "incomplete:0")]
    [InlineData("var x = ", "incomplete:4")]
    [InlineData("words.Select(w => ", "incomplete:4")]
    [InlineData("/* comment", "incomplete:0")]
    [InlineData("/* comment\n\n", "incomplete:0")]
    [InlineData("\"\"\"\nraw", "incomplete:0")]
    [InlineData("\"\"\"\nraw\n\n", "incomplete:0")]
    [InlineData("@\"verbatim", "incomplete:0")]
    [InlineData("#if true", "incomplete:0")]
    [InlineData("#!html\n<b>x</b>", "incomplete:0")]
    [InlineData("#!markdown", "incomplete:0")]
    [InlineData("foo(]", "invalid")]
    [InlineData("\"unclosed", "invalid")]
    [InlineData("int = 3;", "invalid")]
    [InlineData("#!nonsense", "invalid")]
    [InlineData("var x = 1\n", "invalid")]
    [InlineData("1 +\n", "invalid")]
    public void Consoles_are_told_whether_more_must_follow(string code, string expected)
    {
        var answer = new NotebookEngine().IsComplete(code);
        Assert.Equal(expected, answer.Status.ToString().ToLowerInvariant() + (answer.Status == CompletenessStatus.Incomplete ? $":{answer.Indent.Length}" : ""));
    }
}
