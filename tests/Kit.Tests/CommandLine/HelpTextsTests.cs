using System.Text.RegularExpressions;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Tests.CommandLine;

public partial class HelpTextsTests
{
    static readonly string?[] all = [null, .. HelpTexts.Commands];

    [Fact]
    public void The_texts_name_exactly_the_commands_of_the_parser()
    {
        Assert.Equal(CommandTree.Commands.Select(command => command.Name), HelpTexts.Commands);
        Assert.All(HelpTexts.Commands, command => Assert.Matches($@"(?m)^  {command} ", HelpTexts.Of(null)));
    }

    [Fact]
    public void Every_option_of_the_parser_is_explained_and_no_other() => Assert.All(CommandTree.Commands, command =>
    {
        var explained = Option().Matches(HelpTexts.Of(command.Name)).Select(match => match.Value).Order();
        Assert.Equal(command.Options.Select(option => option.Name).Order(), explained);
    });

    [Fact]
    public void Every_example_is_understood() => Assert.All(all, command =>
    {
        var examples = Example().Matches(HelpTexts.Of(command)).Select(match => match.Groups[1].Value).ToArray();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.IsNotType<HelpRequest>(CommandTree.Parse(example.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    });

    [Fact]
    public void Every_text_fits_on_one_screen() => Assert.All(all, command =>
    {
        var lines = HelpTexts.Of(command).Split('\n');
        Assert.True(lines.Length < 24, $"{command ?? "kit"}: {lines.Length} lines");
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    });

    [Fact]
    public void An_unknown_command_has_no_text() => Assert.Throws<ArgumentException>(() => HelpTexts.Of("frobnicate"));

    [GeneratedRegex(@"(?m)(?<=^  )--?[a-z]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"(?m)^(?:example: |  )\./kit ([a-z][^A-Z\n]*?(?: GradNorm)?)(?:    .*)?$")]
    private static partial Regex Example();
}
