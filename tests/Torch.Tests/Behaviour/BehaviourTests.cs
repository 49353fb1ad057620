using System.Reflection;
using System.Text.Json;
using Marginalia.Torch.Tests.Api;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Behaviour;

/// <summary>What TorchSharp 0.107 was seen to do, this library does: 1,713 recorded cases, compiled unchanged.</summary>
public class BehaviourTests
{
    static readonly CaseCompiler Compiled = new(RecordedCase.Preamble, RecordedCase.All);
    static readonly Dictionary<string, RecordedCase> Cases = RecordedCase.All.ToDictionary(c => c.Id);

    /// <summary>The cases in which this library deliberately does something else, with the reasons.</summary>
    static readonly Dictionary<string, string> Differences = Read("differences.json");

    /// <summary>The cases in which libtorch 2 does something else than 1.13, on which they were recorded.</summary>
    static readonly Dictionary<string, string> NewerLibtorch = __version__.StartsWith("1.13", StringComparison.Ordinal) ? [] : Read("newer-libtorch.json");

    public static TheoryData<string> Agreeing => [.. Compiled.Methods.Keys.Where(id => !Differences.ContainsKey(id) && !NewerLibtorch.ContainsKey(id))];

    public static TheoryData<string> Deliberate => [.. Differences.Keys];

    [Theory, MemberData(nameof(Agreeing))]
    public void Does_what_TorchSharp_does(string id)
    {
        Assert.SkipWhen(cuda_is_available() && id is "errors.device_cuda" or "errors.to_cuda", "There is a CUDA device here, and there was none where it was recorded.");
        if (Disagreement(id) is { } difference) Assert.Fail($"{id}: {Cases[id].Code}\n{difference}");
    }

    [Theory, MemberData(nameof(Deliberate))]
    public void Differs_from_TorchSharp_where_it_says_so(string id)
    {
        Assert.True(Compiled.Methods.ContainsKey(id), $"{id} is no case that compiles.");
        Assert.True(Differences[id].Length > 20, $"{id} needs a reason.");
        Assert.True(Disagreement(id) is not null, $"{id} agrees: take it out of differences.json.");
    }

    [Fact]
    public void The_documentation_shows_the_differences() =>
        DocumentedTable.Check("torch.md", "differences", Differences.GroupBy(d => d.Value).Select(g => $"| {string.Join(", ", g.Select(d => $"`{d.Key}`"))} | {g.Key} |").Prepend("|---|---|").Prepend("| recorded case | here |"));

    /// <summary>A case that no longer compiles is a member lost; one that now compiles is to be taken off the list.</summary>
    [Fact]
    public void The_cases_that_need_missing_members_are_the_listed_ones()
    {
        var listed = File.ReadAllLines(Repository.PathTo("tests", "Torch.Tests", "Behaviour", "not-covered.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')[0]).ToHashSet();
        var lost = Compiled.Missing.Where(m => !listed.Contains(m.Key)).Select(m => $"lost: {m.Key}: {m.Value}");
        var gained = listed.Where(id => !Compiled.Missing.ContainsKey(id)).Select(id => $"gained: {id}");
        Assert.True(!lost.Concat(gained).Any(), string.Join('\n', lost.Concat(gained)));
    }

    static Dictionary<string, string> Read(string file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Repository.PathTo("tests", "Torch.Tests", "Behaviour", file)))!;

    static string? Disagreement(string id)
    {
        var recorded = Cases[id];
        var (result, thrown) = Run(Compiled.Methods[id]);
        if (recorded.KillsTheProcess) return thrown is null ? $"recorded: kills the process ({recorded.Message})\nfound: no exception" : null;
        if (recorded.Exception is { } type) return thrown is not null && Agreement.Throws(type, recorded.Message, thrown) ? null : $"recorded: throws {type}: {recorded.Message}\nfound: {(thrown is null ? Description.Of(result)?.ToJsonString() ?? "null" : $"throws {thrown.GetType().FullName}: {Agreement.FirstLine(thrown.Message)}")}";
        return thrown is null ? Agreement.Difference(recorded.Result, Description.Of(result)) : $"recorded: {recorded.Result?.ToJsonString() ?? "null"}\nfound: throws {thrown}";
    }

    /// <summary>On a thread of its own, which has its own scopes and counts; process-wide settings are put back.</summary>
    static (object? Result, Exception? Thrown) Run(MethodInfo method)
    {
        (object? Result, Exception? Thrown) outcome = default;
        var thread = new Thread(() =>
        {
            manual_seed(1);
            try
            {
                outcome = (method.Invoke(null, null), null);
            }
            catch (TargetInvocationException e)
            {
                outcome = (null, e.InnerException);
            }
        }, 16 << 20);
        thread.Start();
        thread.Join();
        set_default_dtype(float32);
        set_printoptions(TorchSharp.TensorStringStyle.Julia, "g5", 100, "\n", 6, 6);
        return outcome;
    }
}
