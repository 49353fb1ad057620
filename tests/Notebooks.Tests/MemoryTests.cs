using System.Text.RegularExpressions;

namespace Marginalia.Notebooks.Tests;

/// <summary>Training in the cells of a notebook does not grow, with dispose scopes and without.</summary>
public partial class MemoryTests
{
    const string SetUp = """
        #r "Marginalia"
        using TorchSharp;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        set_num_threads(1);
        var net = Sequential(Linear(4, 32), ReLU(), Linear(32, 1));
        var optimizer = optim.SGD(net.parameters(), 1e-3, momentum: 0.9);
        Tensor x = randn(64, 4), y = randn(64, 1);
        long Resident()
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var line = System.IO.File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmRSS:"));
            return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
        }
        """;

    [Theory]
    [InlineData("using var scope = NewDisposeScope();", 16)]
    [InlineData("", 64)] // the budget; a leak would be 300
    public async Task Ten_thousand_steps_in_a_cell_stay_flat(string scope, int allowedMegabytes)
    {
        var loop = $$"""
            for (int i = 0; i < 10_000; i++)
            {
                {{scope}}
                optimizer.zero_grad();
                var loss = functional.mse_loss(net.call(x), y);
                loss.backward();
                optimizer.step();
            }
            """;
        using var folder = new TemporaryFolder();
        folder.Write("train.ipynb", new NotebookBuilder().Code(SetUp).Code(loop).Code("var before = Resident();").Code(loop).Code("Console.WriteLine($\"grown by {Resident() - before} MB\");").ToString());
        var result = await KitProcess.Run(folder.Path, ["run", "train.ipynb", "--out", "results"], Repository.Root);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        var grown = int.Parse(Grown().Match(result.Output).Groups[1].Value);
        Assert.True(grown <= allowedMegabytes, $"10,000 steps took {grown} MB more, {allowedMegabytes} are allowed.");
    }

    [GeneratedRegex(@"grown by (-?\d+) MB")]
    private static partial Regex Grown();
}
