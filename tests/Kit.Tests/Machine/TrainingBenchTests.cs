namespace Marginalia.Kit.Tests.Machine;

/// <summary><c>kit bench training</c>, as far as it can be tested without looking at times.</summary>
public class TrainingBenchTests
{
    [Fact]
    public async Task A_name_that_no_network_has_is_answered_with_those_there_are()
    {
        var (exit, output) = await Run("SgeNet");
        Assert.Equal(2, exit);
        Assert.Contains("no network is called like 'SgeNet'; there are: SegNet-mini; MTAN-mini; ResNet-18", output);
    }

    [Fact]
    public async Task A_quick_run_has_the_same_losses_as_PyTorch_and_a_row_for_each_network()
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/torch")) Assert.Skip("needs python3-torch");
        var (exit, output) = await Run("--quick");
        Assert.True(exit == 0, output);
        foreach (var name in (string[])["SegNet-mini", "MTAN-mini", "ResNet-18"])
            Assert.Contains(output.Split('\n'), line => line.StartsWith(name.PadRight(13), StringComparison.Ordinal)
                && line[27..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, "/", _, _, _, "/", _]);
        Assert.DoesNotContain("not timed", output);
    }

    static Task<(int ExitCode, string Output)> Run(params string[] words) => BenchProgram.Run(["training", .. words]);
}
