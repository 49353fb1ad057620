using System.IO.Compression;
using System.Xml.Linq;
using TorchSharp;

namespace Marginalia.Torch.Tests.Api;

public partial class PublicApiTests
{
    /// <summary>The members that TorchSharp 0.107 does not have; the whole list, each documented where it is declared.</summary>
    static readonly string[] Additions =
    [
        "TorchSharp.torch.files",
        "TorchSharp.torch.files.ReadPyTorch",
        "TorchSharp.torch.files.WritePyTorch",
        "TorchSharp.torch.files.ReadSafetensors",
        "TorchSharp.torch.files.WriteSafetensors",
        "TorchSharp.PyBridge.PyBridgeModuleExtensions",
        "TorchSharp.PyBridge.PyBridgeModuleExtensions.load_py",
        "TorchSharp.PyBridge.PyBridgeModuleExtensions.save_py",
        "TorchSharp.PyBridge.PyBridgeModuleExtensions.load_safetensors",
        "TorchSharp.PyBridge.PyBridgeModuleExtensions.save_safetensors",
        "TorchSharp.torch.autocast",
        "TorchSharp.torch.autograd.gradcheck",
        "TorchSharp.torch.Tensor.register_hook",
        "TorchSharp.Modules.Parameter.register_hook",
        "TorchSharp.torch.version",
        "TorchSharp.torch.version.libtorch",
        "TorchSharp.torch.ops",
        "TorchSharp.torch.ops.call",
    ];

    [Fact]
    public void Everything_public_is_in_TorchSharp_0_107_with_the_same_signature()
    {
        var theirs = ReadListing().ToHashSet(StringComparer.Ordinal);
        var unknown = Ours().Where(line => !theirs.Contains(line) && !Additions.Contains(line.Split(' ')[0])).ToList();
        Assert.True(unknown.Count == 0, "Not in TorchSharp 0.107:\n" + string.Join('\n', unknown));
    }

    [Fact]
    public void The_listed_additions_exist_and_are_no_part_of_TorchSharp()
    {
        var ours = Ours().Select(line => line.Split(' ')[0]).ToHashSet();
        var theirs = ReadListing().Select(line => line.Split(' ')[0]).ToHashSet();
        Assert.All(Additions, name => Assert.Contains(name, ours));
        Assert.All(Additions, name => Assert.DoesNotContain(name, theirs));
    }

    [Fact]
    public void The_public_surface_is_the_committed_one() => PublicApiSnapshot.Check(typeof(torch).Assembly, "src/Torch");

    /// <summary>Overloads share their documentation: one of each name has it.</summary>
    [Fact]
    public void Every_public_name_is_documented()
    {
        var documented = XDocument.Load(Path.ChangeExtension(typeof(torch).Assembly.Location, ".xml")).Descendants("member")
            .Select(m => MemberName().Match(m.Attribute("name")!.Value).Groups[1].Value).Select(n => Arity().Replace(n, "")).ToHashSet();
        var names = new ApiLister().List(typeof(torch).Assembly)
            .Where(line => !Undocumented().IsMatch(line)).Select(line => Generics().Replace(line, "").Split(' ')[0]).Distinct();
        var missing = names.Where(n => !documented.Contains(n)).ToList();
        Assert.True(missing.Count == 0, "Without documentation:\n" + string.Join('\n', missing));
    }

    /// <summary>Constructors, operators, enum members, overrides and what is inherited need none.</summary>
    [GeneratedRegex(@"\.\.ctor C:|\.op_| E: | override | T: (inherits|underlying)|\.Dispose M: protected|\.Finalize M:")]
    private static partial Regex Undocumented();

    [GeneratedRegex(@"^\w:([^(]+)")]
    private static partial Regex MemberName();

    [GeneratedRegex(@"``?\d+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"<[^<>]*>(?=[^(]*? [TMPF]: )")]
    private static partial Regex Generics();

    static IReadOnlyCollection<string> Ours() => new ApiLister(flat: true, modifiers: false).List(typeof(torch).Assembly);

    static IEnumerable<string> ReadListing()
    {
        using var packed = typeof(PublicApiTests).Assembly.GetManifestResourceStream("torchsharp-0.107.flat.txt.gz")!;
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }
}
