using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Notebooks.Tests;

/// <summary>The cells of the notebook on SegNet also run on CamVid's layout, with the paper's network and optimiser: here on a tiny folder, for a few steps.</summary>
public class CamVidPaperTests
{
    [Fact]
    public async Task The_papers_cells_run_on_CamVid()
    {
        using var folder = new TemporaryFolder();
        foreach (var (part, count) in new[] { ("train", 6), ("val", 4), ("test", 4) })
            for (int i = 0; i < count; i++)
                Write(folder[$"camvid/{part}/{i}.png"], folder[$"camvid/{part}annot/{i}.png"], i);
        await PaperRun.Passes("architectures/segnet.ipynb", folder, $"data={folder["camvid"]}", "steps=1");
        Assert.Contains("CamVid", File.ReadAllText(folder["out/segnet.ipynb"]));
    }

    /// <summary>A street of 32 x 40 with slanted borders between all classes, and a void corner.</summary>
    private static void Write(string image, string annotation, int number)
    {
        using var scope = NewDisposeScope();
        var labels = (arange(32).reshape(32, 1) / 4 + arange(40).reshape(1, 40) / 5 + number).floor().to(int64).remainder(11);
        labels[0, 0] = 11;
        var pixels = stack([labels * 20, labels * 7 + 60, 250 - labels * 15]).to(uint8);
        Directory.CreateDirectory(Path.GetDirectoryName(image)!);
        Directory.CreateDirectory(Path.GetDirectoryName(annotation)!);
        PngFile.Write(image, pixels);
        PngFile.Write(annotation, labels.to(uint8));
    }
}
