namespace Marginalia.Kit.Tests.Machine;

/// <summary><c>kit bench data</c>, as far as it can be tested without looking at times.</summary>
public class DataBenchTests
{
    [Fact]
    public async Task A_quick_run_loads_both_kinds_of_files_and_trains_on_both_sides()
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/torchvision")) Assert.Skip("needs python3-torchvision");
        var (exit, output) = await Run("--quick");
        Assert.True(exit == 0, output);
        foreach (var name in (string[])["JPEG 256x256", "NumPy, MTAN's NYUv2"])
            Assert.Contains(output.Split('\n'), line => line.StartsWith(name, StringComparison.Ordinal) && line[66..].Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries).Length == 5);
        Assert.Matches(@"\d+\.\d\d % / \d+\.\d\d % of the time waits for data", output);
    }

    [Fact]
    public async Task A_part_that_there_is_not_is_answered_with_those_there_are()
    {
        var (exit, output) = await Run("jpg");
        Assert.Equal(2, exit);
        Assert.Contains("no part is called 'jpg'; there are: jpeg; npy; training", output);
    }

    static Task<(int ExitCode, string Output)> Run(params string[] words) => BenchProgram.Run(["data", .. words]);
}
