using System.Diagnostics;
using Marginalia.Tests.Datasets.Fetching;

namespace Marginalia.Tests.Training;

/// <summary>Training in a process of its own, which is killed at random moments; MARGINALIA_KILLS says how often (100 takes about 2 minutes).</summary>
public sealed class KilledTrainingTests : IDisposable
{
    private const string Source = """
        using System.Linq;
        using Marginalia.Architectures;
        using Marginalia.Balancers;
        using Marginalia.Datasets;
        using Marginalia.Objectives;
        using Marginalia.Training;
        using static TorchSharp.torch;

        set_num_threads(1);
        using var data = new ToyRegression([1, 10], Split.Train, 60, design: ToyRegressionDesign.Variances with { Inputs = 6, Outputs = 3 });
        using var model = new MultiHeadMlp(6, [3, 3], 8, depth: 2, seed: 3, dropout: 0.2);
        using var balancer = new GradNorm(2, alpha: 0.12);
        using var optimizer = optim.Adam(model.parameters(), 0.01);
        var history = MultiTaskTraining.Train(
            model, new DataLoader(data, 7, seed: 2), [Objective.MeanSquaredError("task0"), Objective.MeanSquaredError("task1")], balancer, optimizer, new()
            {
                Steps = int.Parse(args[0]),
                Scheduler = optim.lr_scheduler.StepLR(optimizer, 100, 0.7),
                EvaluateEvery = 1,
                Evaluate = (step, _) => System.Console.WriteLine($"step {step}"),
                Checkpoint = args.Length == 1 ? null : new(args[1], 1),
            });
        foreach (string name in history.Names)
            System.Console.WriteLine($"{name} {string.Join(" ", history[name].Values.Select(value => System.BitConverter.DoubleToInt64Bits(value).ToString("x")))}");
        return 0;
        """;

    private const string Steps = "150";
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(60);
    private static readonly int kills = int.Parse(Environment.GetEnvironmentVariable("MARGINALIA_KILLS") ?? "7");
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Killed_at_random_moments_and_continued_the_losses_are_bit_by_bit_those_of_a_run_that_was_not()
    {
        string script = Build(), place = folder["run.checkpoint"];
        string[] expected = Finish(Start(script, Steps));
        var random = new Random(7);
        var begins = new List<string>();
        int completed = 0;
        for (int kill = 0; kill < kills;)
        {
            using var process = Start(script, Steps, place);
            List<string> lines = [];
            for (int left = 1 + random.Next(30); left > 0 && process.StandardOutput.ReadLine() is { } line; left--)
                lines.Add(line);
            begins.Add(lines[0]);
            if (lines[^1].StartsWith("step ", StringComparison.Ordinal))
            {
                Thread.SpinWait(random.Next(100_000)); // up to about a step
                process.Kill();
                process.WaitForExit();
                kill++;
                continue;
            }

            string[] rest = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(expected, lines.Where(IsLoss).Concat(rest));
            File.Delete(place);
            completed++;
        }

        Assert.Equal(expected, Finish(Start(script, Steps, place)));
        Assert.Equal("step 0", begins[0]);
        Assert.True(begins.Distinct().Count() > kills / 2, $"it was hardly ever killed in the midst: {string.Join(", ", begins)}");
        Assert.Equal([place], Directory.GetFiles(folder.Path, "run*"));
        TestContext.Current.SendDiagnosticMessage($"{kills} kills, {completed + 1} runs");
    }

    public void Dispose() => folder.Dispose();

    private string Build()
    {
        foreach (string part in new[] { "Marginalia.dll", "Marginalia.Torch.dll", "TorchSharp.dll" })
            if (File.Exists(Path.Combine(AppContext.BaseDirectory, part)))
                File.Copy(Path.Combine(AppContext.BaseDirectory, part), folder[part]);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Marginalia.Tests.runtimeconfig.json"), folder["script.runtimeconfig.json"]);
        File.WriteAllBytes(folder["script.dll"], ScriptCompiler.Compile("script.cs", Source));
        return folder["script.dll"];
    }

    private static Process Start(params string[] words) => Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true })!;

    private static bool IsLoss(string line) => !line.StartsWith("step ", StringComparison.Ordinal);

    /// <summary>The loss log.</summary>
    private static string[] Finish(Process process)
    {
        using (process)
        {
            string[] lines = [.. process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(IsLoss)];
            Assert.True(process.WaitForExit(limit), "training did not end in time");
            Assert.Equal(0, process.ExitCode);
            return lines;
        }
    }
}
