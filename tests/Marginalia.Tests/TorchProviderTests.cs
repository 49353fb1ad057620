using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Marginalia.Charts;

namespace Marginalia.Tests;

/// <summary>The library must also build on TorchSharp's own packages, so it may use nothing that only src/Torch has.</summary>
public partial class TorchProviderTests
{
    [Fact]
    public void The_library_uses_no_addition_to_TorchSharp()
    {
        var additions = Additions();
        Assert.Contains("Tensor.register_hook", additions);
        var used = MembersUsed(typeof(Figure).Assembly.Location).ToHashSet();
        Assert.Contains("Tensor.reshape", used);
        Assert.DoesNotContain(used, additions.Contains);
    }

    /// <summary>The members in the table of docs/torch.md, each with its class.</summary>
    static HashSet<string> Additions()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "torch.md"));
        var table = page[page.IndexOf("<!-- additions -->", StringComparison.Ordinal)..page.IndexOf("<!-- /additions -->", StringComparison.Ordinal)];
        return [.. Name().Matches(table).Select(match => match.Groups[1].Value)];
    }

    /// <summary>The members of other assemblies that an assembly names, each with its class.</summary>
    static IEnumerable<string> MembersUsed(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        foreach (var member in metadata.MemberReferences.Select(metadata.GetMemberReference))
            if (member.Parent.Kind == HandleKind.TypeReference)
                yield return $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{metadata.GetString(member.Name)}";
    }

    [GeneratedRegex(@"(?m)^\| `[\w.]*?(\w+\.\w+)` \|")]
    private static partial Regex Name();
}
