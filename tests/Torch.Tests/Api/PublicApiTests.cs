using System.IO.Compression;
using System.Xml.Linq;
using TorchSharp;

namespace Marginalia.Torch.Tests.Api;

public partial class PublicApiTests
{
    /// <summary>The members that TorchSharp and TorchVision 0.107 do not have, with what they are for; the whole list. docs/torch.md shows it.</summary>
    static readonly Dictionary<string, string> Additions = new()
    {
        ["TorchSharp.torch.files"] = "Files of PyTorch and safetensors.",
        ["TorchSharp.torch.files.ReadPyTorch"] = "Reads a `.pt` file without executing anything of it.",
        ["TorchSharp.torch.files.WritePyTorch"] = "Writes a state dict as PyTorch reads it.",
        ["TorchSharp.torch.files.ReadSafetensors"] = "Reads a safetensors file.",
        ["TorchSharp.torch.files.WriteSafetensors"] = "Writes a safetensors file.",
        ["TorchSharp.PyBridge.PyBridgeModuleExtensions"] = "The names of the package TorchSharp.PyBridge.",
        ["TorchSharp.PyBridge.PyBridgeModuleExtensions.load_py"] = "Loads a `.pt` state dict into a module.",
        ["TorchSharp.PyBridge.PyBridgeModuleExtensions.save_py"] = "Saves a module as a `.pt` state dict.",
        ["TorchSharp.PyBridge.PyBridgeModuleExtensions.load_safetensors"] = "Loads a safetensors file into a module.",
        ["TorchSharp.PyBridge.PyBridgeModuleExtensions.save_safetensors"] = "Saves a module as a safetensors file.",
        ["TorchSharp.torch.autocast"] = "Operators in 16 bits where that is safe, until the result is disposed.",
        ["TorchSharp.torch.autograd.gradcheck"] = "Compares gradients with central differences, and says which entry differs by how much.",
        ["TorchSharp.torch.Tensor.register_hook"] = "Calls a function with every gradient of a tensor.",
        ["TorchSharp.torch.version"] = "Versions.",
        ["TorchSharp.torch.version.libtorch"] = "The version of the libtorch in use.",
        ["TorchSharp.torch.ops"] = "Any operator of libtorch.",
        ["TorchSharp.torch.ops.call"] = "Calls an operator by its name, such as `aten::add.Tensor`.",
        ["TorchSharp.torchvision.ops.roi_align"] = "Means of the cells of boxes, with gradients, as in PyTorch's torchvision.",
    };

    [Fact]
    public void Everything_public_is_in_TorchSharp_0_107_with_the_same_signature()
    {
        var theirs = ReadListing().ToHashSet(StringComparer.Ordinal);
        var unknown = Ours().Where(line => !theirs.Contains(line) && !IsAddition(line.Split(' ')[0])).ToList();
        Assert.True(unknown.Count == 0, "Not in TorchSharp 0.107:\n" + string.Join('\n', unknown));
    }

    [Fact]
    public void The_listed_additions_exist_and_are_no_part_of_TorchSharp()
    {
        var ours = Ours().Select(line => line.Split(' ')[0]).ToHashSet();
        var theirs = ReadListing().Select(line => line.Split(' ')[0]).ToHashSet();
        Assert.All(Additions.Keys, name => Assert.Contains(name, ours));
        Assert.All(Additions.Keys, name => Assert.DoesNotContain(name, theirs));
    }

    [Fact]
    public void The_documentation_shows_the_additions() =>
        DocumentedTable.Check("torch.md", "additions", Additions.Select(a => $"| `{a.Key["TorchSharp.".Length..]}` | {a.Value} |").Prepend("|---|---|").Prepend("| | |"));

    /// <summary>Also what a type inherits from one that has an addition.</summary>
    static bool IsAddition(string name) => Additions.ContainsKey(name) || Additions.ContainsKey("TorchSharp.torch.Tensor." + name[(name.LastIndexOf('.') + 1)..]) && name.StartsWith("TorchSharp.Modules.Parameter.", StringComparison.Ordinal);

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

    internal static IEnumerable<string> ReadListing()
    {
        foreach (var listing in new[] { "torchsharp-0.107.flat.txt.gz", "torchvision-0.107.flat.txt.gz" })
        {
            using var packed = typeof(PublicApiTests).Assembly.GetManifestResourceStream(listing)!;
            using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
            while (reader.ReadLine() is { } line) yield return line;
        }
    }
}
