namespace Marginalia.Kernel.Tests.Directives;

public class InputTests
{
    readonly Cells _cells = new();

    string Ask(string cell, params string[] answers)
    {
        foreach (var answer in answers)
            _cells.Answers.Enqueue(answer);
        return $"{_cells.Run(cell)} after {string.Join(" | ", _cells.Questions)}";
    }

    [Theory]
    [InlineData("#!set --name x --value @input\nx", "result:a after Please enter a value for parameter: --value")]
    [InlineData("#!set --name x --value @input:word\nx", "result:a after word")]
    [InlineData("#!set --name x --value @input:\"Your name?\"\nx", "result:a after Your name?")]
    [InlineData("#!set --name x --value @input:{\"prompt\": \"Which?\", \"type\": \"text\"}\nx", "result:a after Which?")]
    [InlineData("#!set --name x --value @password:\"Key?\"\nx", "result:************ after password: Key?")]
    [InlineData("#!set --name x --value @password\nx.GetClearTextPassword()", "result:a after password: Please enter a value for parameter: --value")]
    [InlineData("#!set --name x --value @input:{\"prompt\": \"Key?\", \"type\": \"password\"}\nx.GetClearTextPassword()", "result:a after password: Key?")]
    [InlineData("#!set --name @input --value @input:V\na", "result:b after Please enter a value for parameter: --name | V")]
    [InlineData("Console.ReadLine()", "result:a after ")]
    [InlineData("await Kernel.GetInputAsync(\"Name?\") + await Kernel.GetInputAsync()", "result:ab after Name? | ")]
    [InlineData("PasswordString p = await Kernel.GetPasswordAsync(\"Key?\"); $\"{p} {p.GetClearTextPassword()}\"", "result:************ a after password: Key?")]
    [InlineData("await GetInputAsync(\"Key?\", \"password\")", "result:a after password: Key?")]
    [InlineData("input(\"Q\") + password(\"P\").GetClearTextPassword()", "result:ab after Q | password: P")]
    [InlineData("var input = 3; input + 1", "result:4 after ")]
    [InlineData("#!fsharp\ninput \"Q\"", "result:a after Q")]
    public void Directives_and_the_console_ask(string cell, string log) => Assert.Equal(log, Ask(cell, "a", "b"));

    [Theory]
    [InlineData("input(\"Q\")", "System.InvalidOperationException: 'Q': the input has ended")]
    [InlineData("await GetPasswordAsync(\"Q\")", "System.InvalidOperationException: 'Q': the input has ended")]
    public void Code_is_told_that_the_input_has_ended(string cell, string error) => Assert.StartsWith(error, Ask(cell));

    [Fact]
    public void An_answer_that_does_not_come_is_an_error()
    {
        Assert.Equal("cell 1, line 1: #!set: 'Q': the input has ended after Q", Ask("#!set --name x --value @input:Q"));
        var sink = new Engine.RecordingSink();
        var error = _cells.Engine.Execute("#!set --name x --value @input:Q", sink, TestContext.Current.CancellationToken).Error!;
        Assert.StartsWith("#!set: Console input: nobody can answer", error.Value);
    }
}
