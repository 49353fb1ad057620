using Marginalia.Kit.CommandLine;
using Marginalia.Kit.Machine;
using Marginalia.Kit.Running;
using Marginalia.Kit.Screens;

namespace Marginalia.Kit.Tests.CommandLine;

public class CommandTreeTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData("--help", null)]
    [InlineData("-h", null)]
    [InlineData("help", null)]
    [InlineData("help run", "run")]
    [InlineData("run --help", "run")]
    [InlineData("run --quick x.ipynb --help", "run")]
    [InlineData("test -h", "test")]
    [InlineData("status --help", "status")]
    [InlineData("bench --help", "bench")]
    [InlineData("help bench", "bench")]
    [InlineData("help bench torch", "bench torch")]
    [InlineData("bench torch --help", "bench torch")]
    [InlineData("bench balancers --help", "bench balancers")]
    [InlineData("bench data --help", "bench data")]
    [InlineData("bench training --help", "bench training")]
    public async Task Help_can_be_asked_for_anywhere(string line, string? command)
    {
        using var text = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, await CommandTree.Read(Words(line))(new(Screen.Plain(text), CancellationToken.None)));
        Assert.Equal(command is null ? CommandTree.Help : CommandTree.Find(Words(command)).Command.Help, text.ToString().TrimEnd());
    }

    [Fact]
    public void Run_takes_everything_at_once()
    {
        var run = Run("run a.ipynb --quick -p seeds=5 b.ipynb -p name=x=y --out results --timeout 2.5 --memory 1.5GB -j 3");

        Assert.Equal(["a.ipynb", "b.ipynb"], run.Notebooks);
        Assert.True(run.Quick);
        Assert.False(run.Save);
        Assert.Equal("5", run.Parameters["seeds"]);
        Assert.Equal("x=y", run.Parameters["name"]);
        Assert.Equal(2, run.Parameters.Count);
        Assert.Equal("results", run.OutputFolder);
        Assert.Equal(TimeSpan.FromSeconds(2.5), run.Timeout);
        Assert.Equal(new MemoryLimit(1536L << 20), run.Memory);
        Assert.Equal(3, run.Jobs);
    }

    [Fact]
    public void Run_asks_for_nothing_unless_told()
    {
        var run = Run("run a.ipynb");

        Assert.False(run.Quick);
        Assert.False(run.Save);
        Assert.Empty(run.Parameters);
        Assert.Null(run.OutputFolder);
        Assert.Null(run.Timeout);
        Assert.Null(run.Memory);
        Assert.Equal(1, run.Jobs);
    }

    [Fact]
    public void A_negative_value_of_a_parameter_is_a_value() =>
        Assert.Equal("-1.5", Run("run a.ipynb -p alpha=-1.5").Parameters["alpha"]);

    [Fact]
    public void A_word_after_two_dashes_is_a_notebook() =>
        Assert.Equal(["--odd.ipynb"], Run("run -- --odd.ipynb").Notebooks);

    [Fact]
    public void A_word_that_starts_with_an_at_sign_is_a_notebook() =>
        Assert.Equal(["@odd.ipynb"], Run("run @odd.ipynb").Notebooks);

    [Theory]
    [InlineData("bench torch", "torch")]
    [InlineData("bench torch toy --rounds 5", "torch toy --rounds 5")]
    [InlineData("bench torch --threads 2", "torch --threads 2")]
    [InlineData("bench balancers", "balancers")]
    [InlineData("bench balancers Nash --quick --threads 2 --rounds 5", "balancers Nash --rounds 5 --threads 2 --quick")]
    [InlineData("bench balancers --list", "balancers --list")]
    [InlineData("bench data jpeg --threads 2 --quick", "data jpeg --threads 2 --quick")]
    [InlineData("bench training SegNet --quick --rounds 3", "training SegNet --rounds 3 --quick")]
    public void Bench_hands_on_its_words(string line, string words) =>
        Assert.Equal(words, string.Join(' ', Bench(line)));

    [Theory]
    [InlineData("rnu", "there is no command 'rnu'; did you mean 'run'?")]
    [InlineData("frobnicate", "there is no command 'frobnicate'")]
    [InlineData("--quick", "there is no option '--quick'")]
    [InlineData("help rum", "there is no command 'rum'; did you mean 'run'?")]
    [InlineData("notebooks/a.ipynb", "'notebooks/a.ipynb' is a notebook, not a command")]
    [InlineData("run", "run: which notebook?")]
    [InlineData("run --quick", "run: which notebook?")]
    [InlineData("run a.ipynb --quik", "run: there is no option '--quik'; did you mean '--quick'?")]
    [InlineData("run a.ipynb -x", "run: there is no option '-x'")]
    [InlineData("run a.ipynb -p seeds", "run: -p takes name=value, not 'seeds'")]
    [InlineData("run a.ipynb -p =5", "run: -p takes name=value, not '=5'")]
    [InlineData("run a.ipynb -p seeds=", "run: -p takes name=value, not 'seeds='")]
    [InlineData("run a.ipynb -p a=1 -p a=2", "run: -p gives 'a' twice")]
    [InlineData("run a.ipynb --timeout soon", "run: --timeout takes a number of seconds above 0, not 'soon'")]
    [InlineData("run a.ipynb --timeout 0", "run: --timeout takes a number of seconds above 0, not '0'")]
    [InlineData("run a.ipynb --timeout -3", "run: --timeout takes a number of seconds above 0, not '-3'")]
    [InlineData("run a.ipynb --timeout NaN", "run: --timeout takes a number of seconds above 0, not 'NaN'")]
    [InlineData("run a.ipynb -j 0", "run: -j takes a whole number from 1 to 1024, not '0'")]
    [InlineData("run a.ipynb -j many", "run: -j takes a whole number from 1 to 1024, not 'many'")]
    [InlineData("run a.ipynb --memory lots", "run: --memory takes a size such as 800MB or 16GB, at least 256MB, not 'lots'")]
    [InlineData("run a.ipynb --memory 10MB", "run: --memory takes a size such as 800MB or 16GB, at least 256MB, not '10MB'")]
    [InlineData("run a.ipynb --save --quick", "run: --save stores the outputs of full runs only; it cannot go with --quick")]
    [InlineData("run a.ipynb --save -p seeds=1", "run: --save stores the outputs of full runs only; it cannot go with -p")]
    [InlineData("run a.ipynb --quick -p quick=true", "run: --quick and -p quick=... say the same thing; give one of them")]
    [InlineData("run a.ipynb --out", "run: required argument missing for option: '--out'")]
    [InlineData("bench", "bench: needs one more word: torch or kernel or balancers or data or training")]
    [InlineData("bench --rounds 3", "bench: there is no option '--rounds'")]
    [InlineData("bench trch", "bench: there is no 'bench trch'; did you mean 'torch'?")]
    [InlineData("bench balancer", "bench: there is no 'bench balancer'; did you mean 'balancers'?")]
    [InlineData("bench balancers --rounds 0", "bench balancers: --rounds takes a number of at least 1, not 0")]
    [InlineData("bench torch --rounds 0", "bench torch: --rounds takes a number of at least 1, not 0")]
    [InlineData("bench torch --thread 1", "bench torch: there is no option '--thread'; did you mean '--threads'?")]
    [InlineData("help bench trch", "bench: there is no 'bench trch'; did you mean 'torch'?")]
    [InlineData("doctor now", "doctor: unrecognized command or argument 'now'")]
    [InlineData("status now", "status: unrecognized command or argument 'now'")]
    [InlineData("status --jsno", "status: there is no option '--jsno'; did you mean '--json'?")]
    [InlineData("test a b", "test: takes one filter, not 2 (a b)")]
    public void Nonsense_is_answered_in_one_line(string line, string message)
    {
        var error = Assert.Throws<UsageError>(() => CommandTree.Read(Words(line)));
        Assert.Equal(message, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.StartsWith("./kit ", error.Hint.Replace("for example -p", "./kit run x -p"), StringComparison.Ordinal);
    }

    static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static RunRequest Run(string line)
    {
        var (command, words) = CommandTree.Parse(Words(line));
        return Assert.IsType<RunCommand>(command).Request(words);
    }

    static IEnumerable<string> Bench(string line)
    {
        var (command, words) = CommandTree.Parse(Words(line));
        return Assert.IsAssignableFrom<ComparisonBenchCommand>(command).ForBenchmarks(words);
    }
}
