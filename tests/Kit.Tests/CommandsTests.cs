using System.Text.RegularExpressions;
using Marginalia.Kit.CommandLine;

namespace Marginalia.Kit.Tests;

/// <summary>What holds for every command in the list, and for each command of a group.</summary>
public partial class CommandsTests
{
    static readonly KitCommand[] listed = [.. Commands.All.Where(command => !command.Hidden)];

    public static TheoryData<string> Listed => [.. listed.SelectMany(command => command.Subcommands.OfType<KitCommand>().Prepend(command)).Select(command => command.FullName)];

    [Fact]
    public void The_help_of_kit_has_a_line_for_each_command_in_the_order_of_the_list() =>
        Assert.Equal(listed.Select(command => command.Name), Line().Matches(CommandTree.Help).Select(match => match.Value));

    [Fact]
    public void The_help_of_a_group_names_its_commands() => Assert.All(listed.Where(command => command is CommandGroup), group =>
        Assert.All(group.Subcommands.Where(command => !command.Hidden), command => Assert.Matches($@"(?m)^  {command.Name} ", ((KitCommand)group).Help)));

    [Theory]
    [MemberData(nameof(Listed))]
    public void Every_option_is_explained_and_no_other(string command) =>
        Assert.Equal(Find(command).Options.Select(option => option.Name).Order(), Option().Matches(Find(command).Help).Select(match => match.Value).Order());

    [Theory]
    [MemberData(nameof(Listed))]
    public void The_help_starts_with_the_usage_and_ends_with_an_example_that_is_understood(string command)
    {
        var lines = Find(command).Help.Split('\n');
        Assert.StartsWith($"usage: ./kit {command}", lines[0]);
        Assert.StartsWith($"example: ./kit {command}", lines[^1]);
        CommandTree.Read(lines[^1]["example: ./kit ".Length..].Split(' '));
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void The_help_fits_on_one_screen(string command) => FitsOnOneScreen(Find(command).Help);

    [Fact]
    public void The_help_of_kit_fits_on_one_screen_and_its_example_is_understood()
    {
        FitsOnOneScreen(CommandTree.Help);
        CommandTree.Read(CommandTree.Help.Split('\n').Single(line => line.StartsWith("example: ./kit ", StringComparison.Ordinal))["example: ./kit ".Length..].Split(' '));
    }

    static void FitsOnOneScreen(string help)
    {
        var lines = help.Split('\n');
        Assert.True(lines.Length <= 24, $"{lines.Length} lines");
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    static KitCommand Find(string command) => CommandTree.Find(command.Split(' ')).Command;

    [GeneratedRegex(@"(?m)(?<=^  )[a-z]+")]
    private static partial Regex Line();

    [GeneratedRegex(@"(?m)(?<=^  )--?[a-z-]+")]
    private static partial Regex Option();
}
