using System.Text.Json;
using System.Text.RegularExpressions;
using Marginalia.Kernel.Engine;
using Marginalia.Kernel.Tests.Engine;
using Microsoft.DotNet.Interactive.Formatting;

namespace Marginalia.Kernel.Tests.Formatting;

public sealed partial class ReferenceTests : IDisposable
{
    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    static readonly NotebookEngine s_engine = new();

    static readonly Dictionary<string, ReferenceCase> s_cases = JsonSerializer
        .Deserialize<ReferenceCase[]>(File.ReadAllText(Repository.PathTo("tests/Kernel.Tests/Fixtures", "formatting.json")), s_json)!.ToDictionary(item => item.Id);

    public static TheoryData<string> Ids { get; } = new(s_cases.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Values_are_shown_as_in_NET_Interactive(string id)
    {
        var item = s_cases[id];
        var sink = new RecordingSink();
        var cancellation = TestContext.Current.CancellationToken;
        if (item.Setup is not null)
            Assert.Null(s_engine.Execute(item.Setup, sink, cancellation).Error?.Value);
        Assert.Null(s_engine.Execute("using Microsoft.AspNetCore.Html;\n" + item.Code, sink, cancellation).Error?.Value);
        var bundle = sink.Results.Single();
        if (item.Html is not null)
            Assert.Equal(Normalise(item.Html), Normalise(bundle["text/html"]!));
        if (item.Plain is not null)
            Assert.Equal(Normalise(item.Plain), Normalise(bundle["text/plain"]!));
    }

    public void Dispose() => Formatter.ResetToDefault();

    /// <summary>Numbers of cells and anonymous types differ from run to run; plain text names anonymous types more kindly.</summary>
    static string Normalise(string text) =>
        Submission().Replace(AnonymousPlain().Replace(text.ReplaceLineEndings("\n"), "(anonymous)"), "Submission");

    [GeneratedRegex(@"Submission#\d+")]
    private static partial Regex Submission();

    [GeneratedRegex(@"<>f__AnonymousType\d+(#\d+)?(<((?<open><)|(?<-open>>)|[^<>])*>)?")]
    private static partial Regex AnonymousPlain();
}
