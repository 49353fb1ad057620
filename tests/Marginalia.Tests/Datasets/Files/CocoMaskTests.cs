using System.Text;
using System.Text.Json;
using Marginalia.Datasets.Files;

namespace Marginalia.Tests.Datasets.Files;

public class CocoMaskTests
{
    /// <summary>Made by rleFrPoly and rleToString of common/maskApi.c of https://github.com/cocodataset/cocoapi for random polygons.</summary>
    private static readonly JsonElement[] Original = JsonSerializer.Deserialize<JsonElement[]>(File.ReadAllBytes(Fixtures.PathTo("coco-masks.json")))!;

    [Fact]
    public void Runs_go_down_the_columns_and_start_with_pixels_that_are_off()
    {
        string mask = Draw("""{"size": [3, 4], "counts": [2, 3, 1, 1, 5]}""", 3, 4);
        Assert.Equal(".##." + ".#.." + "#...", mask);
    }

    [Fact]
    public void A_text_of_runs_decodes_to_the_numbers()
    {
        Assert.Equal([2, 2, 2, 2, 4], RunLengths.Decompress("22202")); // from the fourth on, what is two before is added
        Assert.Equal([0, 31, 32], RunLengths.Decompress("0o0P1"));
        Assert.Equal([0, 12], RunLengths.Decompress("0<"));
        Assert.Equal([2, 3, 1, 1, 5], RunLengths.Decompress("231N4")); // 1 is 3 - 2
        Assert.Equal([100, 1000, 7, 3, 2000], RunLengths.Decompress("T3Xo07kPOYn1"));
    }

    [Fact]
    public void Polygons_are_filled_as_the_owners_tools_do()
    {
        foreach (var mask in Original)
        {
            var (height, width) = (mask.GetProperty("size")[0].GetInt32(), mask.GetProperty("size")[1].GetInt32());
            string counts = Draw($$"""{"size": [{{height}}, {{width}}], "counts": {{mask.GetProperty("counts").GetRawText()}}}""", height, width);
            string text = Draw($$"""{"counts": {{mask.GetProperty("text").GetRawText()}}, "size": [{{height}}, {{width}}]}""", height, width);
            string filled = Draw($"[{mask.GetProperty("polygon").GetRawText()}]", height, width);
            Assert.Equal(counts, text);
            Assert.True(counts == filled, $"{mask}: {filled}");
        }
    }

    [Fact]
    public void A_rectangle_on_whole_pixels_fills_exactly_those_and_parts_are_united()
    {
        Assert.Equal("......." + ".##...." + ".##....", Draw("[[1, 1, 3, 1, 3, 3, 1, 3]]", 3, 7));
        Assert.Equal("##....." + "###....", Draw("[[0, 0, 2, 0, 2, 2, 0, 2], [1, 1, 3, 1, 3, 2, 1, 2]]", 2, 7));
        Assert.Equal("##...##", Draw("[[0, 0, 7, 0, 7, 1, 5, 1, 5, 0, 2, 0, 2, 1, 0, 1]]", 1, 7));
    }

    [Theory]
    [InlineData("""{"size": [3, 4], "counts": [2, 2, 2]}""", "add up to 6 pixels; expected 3 x 4")]
    [InlineData("""{"size": [3, 4], "counts": [2, 11]}""", "exceed the 3 x 4 pixels")]
    [InlineData("""{"size": [3, 4], "counts": [20, -8]}""", "exceed the 3 x 4 pixels")]
    [InlineData("""{"size": [4, 3], "counts": [12]}""", "of a mask of [4, 3]; expected the image's [3, 4]")]
    [InlineData("""{"size": [3, 4], "counts": "2 2"}""", "the character ' '")]
    [InlineData("""{"size": [3, 4], "counts": "2P"}""", "end within a number")]
    [InlineData("""{"size": [3, 4], "counts": "PPPPPPPPPPPPPPPP0"}""", "the character 'P'")]
    [InlineData("""{"size": [3, 4]}""", "no counts")]
    [InlineData("""[[1, 1, 2]]""", "a polygon has 3 numbers")]
    [InlineData("""[[]]""", "a polygon has 0 numbers")]
    [InlineData("""[1, 1, 2]""", "expected a list of numbers")]
    [InlineData("""[[1, "a"]]""", "expected a list of numbers")]
    [InlineData("""12""", "neither a list of polygons nor an object")]
    public void Damaged_masks_are_refused(string json, string problem) =>
        Assert.Contains(problem, Assert.Throws<FormatException>(() => Draw(json, 3, 4)).Message);

    private static string Draw(string json, int height, int width) =>
        string.Concat(CocoMask.Decode(Encoding.UTF8.GetBytes(json), height, width).Select(on => on ? '#' : '.'));
}
