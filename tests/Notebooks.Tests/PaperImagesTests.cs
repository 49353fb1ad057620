namespace Marginalia.Notebooks.Tests;

/// <summary>The cells of a notebook also run on folders of pictures in the real layouts, with the paper's network: here on tiny ones, for an epoch.</summary>
public class PaperImagesTests
{
    /// <summary>Pictures of 12 x 12 pixels, a red one and a blue one.</summary>
    static readonly string[] pictures =
    [
        "iVBORw0KGgoAAAANSUhEUgAAAAwAAAAMCAIAAADZF8uwAAAAGElEQVR42mM4oSGHhu7YaKAhhlFFg1ERANQdpfG36pD0AAAAAElFTkSuQmCC",
        "iVBORw0KGgoAAAANSUhEUgAAAAwAAAAMCAIAAADZF8uwAAAAGUlEQVR42mMQsdlCEDEMWUUaAXcIoiGrCAA/FKjBUYlI1wAAAABJRU5ErkJggg==",
    ];

    [Fact]
    public async Task Softmax_gradient_tampering_runs_on_the_layout_of_ImageNet()
    {
        using var folder = new TemporaryFolder();
        foreach (var (part, count) in new[] { ("train", 4), ("val", 2) })
            for (int i = 0; i < 2 * count; i++)
                Save(folder, $"imagenet/{part}/n0{i % 2}/{i}.png", i % 2);
        await PaperRun.Passes("training/softmax-gradient-tampering.ipynb", folder, $"data={folder["imagenet"]}", "crop=32");
    }

    [Fact]
    public async Task Universal_representations_run_on_the_Decathlon()
    {
        using var folder = new TemporaryFolder();
        int id = 0;
        foreach (string domain in new[] { "dtd", "svhn" })
            foreach (var (part, count) in new[] { ("train", 8), ("val", 4) })
            {
                List<string> images = [], annotations = [];
                for (int i = 0; i < count; i++, id++)
                {
                    string name = $"data/{domain}/{part}/{i}.png";
                    Save(folder, $"decathlon/{name}", i % 2);
                    images.Add($$"""{"id": {{id}}, "file_name": "{{name}}"}""");
                    annotations.Add($$"""{"id": {{id}}, "image_id": {{id}}, "category_id": {{i % 2}}}""");
                }

                folder.Write($"decathlon/annotations/{domain}_{part}.json", $$"""
                    {"images": [{{string.Join(", ", images)}}], "annotations": [{{string.Join(", ", annotations)}}],
                     "categories": [{"id": 0, "name": "red"}, {"id": 1, "name": "blue"}]}
                    """);
            }

        await PaperRun.Passes("architectures/universal-representations.ipynb", folder, $"decathlon={folder["decathlon"]}");
    }

    static void Save(TemporaryFolder folder, string name, int picture)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllBytes(folder[name], Convert.FromBase64String(pictures[picture]));
    }
}
