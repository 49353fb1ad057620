using System.Reflection;
using System.Text.Json.Nodes;
using Marginalia.Torch.Tests.Behaviour;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Vision;

/// <summary>What TorchVision 0.107 was seen to do (Fixtures/vision.json, made by record_vision.cs), this library does.</summary>
public class RecordedVisionTests
{
    static readonly JsonArray Entries = JsonNode.Parse(typeof(RecordedVisionTests).Assembly.GetManifestResourceStream("vision.json")!)!.AsArray();

    static readonly Dictionary<string, RecordedCase> Cases = Entries.Skip(1).Select(entry => entry!)
        .Select(e => new RecordedCase((string)e["id"]!, (string)e["code"]!, e["result"], (string?)e["throws"]?["type"], (string?)e["throws"]?["message"])).ToDictionary(c => c.Id);

    static readonly CaseCompiler Compiled = new((string)Entries[0]!["code"]!, [.. Cases.Values]);

    /// <summary>Where TorchVision 0.107 is not followed, with the reasons.</summary>
    static readonly Dictionary<string, string> Differences = new()
    {
        ["resize/bicubic"] = "There, values above white and below black wrap around; here they are limited.",
        ["resize/max"] = "There, maxSize is not heeded by functional.resize; here the longer side is at most that, as in PyTorch.",
        ["resize/transform-max"] = "There, maxSize is not heeded; here the longer side is at most that, as in PyTorch.",
        ["crop/center"] = "There, half pixels are cut; here they are rounded to even, as in PyTorch.",
        ["crop/center-square"] = "There, half pixels are cut; here they are rounded to even, as in PyTorch.",
        ["crop/transform"] = "There, half pixels are cut; here they are rounded to even, as in PyTorch.",
        ["pad/transform"] = "There, the transform has left, right, top, bottom, unlike the function; here both have left, top, right, bottom, as in PyTorch.",
        ["rotate/expand"] = "There, rounding makes the result a pixel too wide; here a quarter turn exchanges width and height, as in PyTorch.",
        ["affine/shear-two"] = "There, bilinear interpolation is not heeded; here it is.",
        ["perspective/bilinear"] = "Here the map is solved in double precision: the last digits differ.",
        ["perspective/fill"] = "Here the map is solved in double precision: the last digits differ.",
        ["color/contrast"] = "There, the mean grey of bytes counts as black; here it is the mean grey, as for floating-point images and in PyTorch.",
        ["color/contrast-batch"] = "There, the mean grey of bytes counts as black; here it is the mean grey, as for floating-point images and in PyTorch.",
        ["color/saturation"] = "There, the grey of bytes counts as black; here it is the grey, as for floating-point images and in PyTorch.",
        ["color/saturation-batch"] = "There, the grey of bytes counts as black; here it is the grey, as for floating-point images and in PyTorch.",
        ["color/hue"] = "There, images without a batch are not changed; here they are, as in PyTorch.",
        ["color/hue-bytes"] = "There, images without a batch are not changed; here they are, as in PyTorch.",
        ["color/hue-batch-bytes"] = "There, the way to floating point and back loses a step of 256; here it is rounded as in PyTorch.",
        ["color/hue-degrees"] = "There, images without a batch are not changed; here they are, as in PyTorch.",
        ["color/grayscale"] = "There, grey images of bytes become floating-point numbers; here they stay bytes, as in PyTorch.",
        ["color/grayscale-gray"] = "There, grey images stay with one channel though three are asked for; here they get three, as in PyTorch.",
        ["color/equalize-dark"] = "There, images with one channel fail; here they work, as in PyTorch.",
        ["normalize/three"] = "There, an image without a batch is refused, as the channels are looked for in the second dimension; here it works, as in PyTorch.",
        ["normalize/one"] = "There, an image without a batch is refused; here it works, as in PyTorch.",
        ["normalize/transform"] = "There, an image without a batch is refused; here it works, as in PyTorch.",
        ["blur/square"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["blur/oblong"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["blur/lists"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["blur/bytes"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["blur/batch"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["blur/batch-oblong"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["blur/batch-lists"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["blur/transform"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["blur/transform-list"] = "There, the bell has wrong weights; here they are exp(-x^2 / 2 sigma^2), as in PyTorch.",
        ["focal/float"] = "There, the overload with 32-bit numbers computes something else than the one with 64; here both are the published formula.",
        ["grid/batch"] = "There, the last row has to be full; here it need not be, as in PyTorch.",
        ["grid/gray"] = "There, the last row has to be full; here it need not be, as in PyTorch.",
        ["grid/normalize"] = "There, the last row has to be full; here it need not be, as in PyTorch.",
        ["grid/range"] = "There, the last row has to be full; here it need not be, as in PyTorch.",
        ["grid/each"] = "There, the last row has to be full; here it need not be, as in PyTorch.",
        ["grid/full"] = "There, the gap above an image is left out; here it is as in PyTorch.",
        ["grid/full-normalize"] = "There, the gap above an image is left out; here it is as in PyTorch.",
        ["grid/full-range"] = "There, the gap above an image is left out; here it is as in PyTorch.",
        ["grid/full-each"] = "There, the gap above an image is left out; here it is as in PyTorch.",
        ["grid/list"] = "There, the gap above an image is left out; here it is as in PyTorch.",
        ["io/default"] = "There, images cannot be read before an imager has been chosen; here they can.",
        ["io/modes"] = "There, UNCHANGED drops transparency, and colours are multiplied by it; here they are the file's, as in PyTorch.",
        ["io/gray-alpha"] = "There, grey with alpha is a floating-point image; here it consists of bytes, as in PyTorch.",
        ["io/round-trip-alpha"] = "There, transparency is dropped when read; here it is kept, as in PyTorch.",
        ["io/encode-float"] = "There, floating-point images are written, as black; here they are refused with a hint, as in PyTorch.",
        ["io/bad-bytes"] = "There, what is no image fails with a null argument; here with an exception that says what is wrong.",
    };

    public static TheoryData<string> Agreeing => [.. Cases.Keys.Where(id => !Differences.ContainsKey(id))];

    public static TheoryData<string> Deliberate => [.. Differences.Keys];

    [Fact]
    public void Every_case_compiles() => Assert.Empty(Compiled.Missing);

    [Theory, MemberData(nameof(Agreeing))]
    public void Does_what_TorchVision_does(string id)
    {
        if (Disagreement(id) is { } difference) Assert.Fail($"{id}: {Cases[id].Code}\n{difference}");
    }

    [Theory, MemberData(nameof(Deliberate))]
    public void Differs_where_it_says_so(string id) => Assert.True(Disagreement(id) is not null, $"{id} agrees: take it off the list.");

    static string? Disagreement(string id)
    {
        var recorded = Cases[id];
        using var scope = NewDisposeScope();
        manual_seed(1);
        JsonNode? found;
        try
        {
            found = Description.Of(Compiled.Methods[id].Invoke(null, null));
        }
        catch (TargetInvocationException e)
        {
            var thrown = e.InnerException!;
            return recorded.Exception is { } type && thrown.GetType().FullName == type ? null : $"recorded: {recorded.Exception ?? recorded.Result?.ToJsonString()}\nfound: throws {thrown}";
        }
        return recorded.Exception is null ? Agreement.Difference(recorded.Result, found) : $"recorded: throws {recorded.Exception}: {recorded.Message}\nfound: {found?.ToJsonString()}";
    }
}
