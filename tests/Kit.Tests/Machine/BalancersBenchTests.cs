using Marginalia.Balancers;
using Marginalia.Diagnostics;

namespace Marginalia.Kit.Tests.Machine;

/// <summary><c>kit bench balancers</c>, as far as it can be tested without looking at times.</summary>
public class BalancersBenchTests
{
    [Fact]
    public async Task It_lists_its_rows()
    {
        var (exit, output) = await Run("--list");
        Assert.Equal(0, exit);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToArray();
        Assert.Contains(["GradNorm", "LastLayer"], rows);
        Assert.Contains(["Mgda", "Full"], rows);
        Assert.Contains(["Mgda, z", "Representation"], rows);
        Assert.Equal(rows.Length, rows.Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public async Task It_has_a_row_for_every_balancer()
    {
        var (_, output) = await Run("--list");
        string[] names = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', ',')[0])];
        var (balancer, watcher) = (typeof(Balancer), typeof(XRay)); // which watches another one
        string[] balancers = [.. balancer.Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(balancer) && !type.IsAbstract && type != watcher).Select(type => type.Name)];
        Assert.NotEmpty(balancers);
        Assert.Equal(balancers.Order(), names.Distinct().Order());
    }

    [Fact]
    public async Task A_name_that_no_method_has_is_answered_with_those_there_are()
    {
        var (exit, output) = await Run("Nsah");
        Assert.Equal(2, exit);
        Assert.Contains("no method is called like 'Nsah'; there are: EqualWeighting; ", output);
    }

    [Fact]
    public async Task A_quick_run_finds_the_same_gradients_as_PyTorch_and_has_a_row_for_each_method_and_problem()
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/torch")) Assert.Skip("needs python3-torch");
        var (exit, output) = await Run("Mgda", "--quick");
        Assert.True(exit == 0, output);
        foreach (var tasks in (string[])["3", "40"])
            foreach (var name in (string[])["Mgda", "Mgda, z", "Mgda, last layer"])
                Assert.Contains(output.Split('\n'), line => line.StartsWith(name.PadRight(29), StringComparison.Ordinal)
                    && line[29..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var t, .. { Length: 12 }] && t == tasks);
        Assert.DoesNotContain("not timed", output);
    }

    static Task<(int ExitCode, string Output)> Run(params string[] words) => BenchProgram.Run(["balancers", .. words]);
}
