using Marginalia.Datasets;
using TorchSharp;

namespace Marginalia.Tests.Datasets;

public class DomainImagesTests
{
    [Fact]
    public void Each_class_of_each_domain_is_divided_and_every_image_is_in_one_part()
    {
        using var folder = Office();
        DomainImages[] parts = [.. Enum.GetValues<Split>().Select(split => new Office31(folder.Path, split))];
        Assert.Equal([36, 12, 12], parts.Select(part => part.Count)); // 3 domains, 2 classes, 10 images
        var seen = new List<(long, long, double)>();
        foreach (var part in parts)
        {
            var examples = Examples(part);
            Assert.All(examples.CountBy(example => (example.Domain, example.Label)), cell => Assert.Equal(part.Count / 6, cell.Value));
            seen.AddRange(examples);
        }

        Assert.Equal(60, seen.Distinct().Count());
        Assert.Equal(["bike", "mug"], parts[0].Classes);
        Assert.Equal(["amazon", "dslr", "webcam"], parts[0].Domains);
        Assert.Equal([FieldKind.Image, FieldKind.Label, FieldKind.Label], parts[0].Fields.Select(field => field.Kind));
    }

    [Fact]
    public void The_division_is_a_function_of_the_seed()
    {
        using var folder = Office();
        Assert.Equal(Examples(new Office31(folder.Path, Split.Test)), Examples(new Office31(folder.Path, Split.Test)));
        Assert.NotEqual(Examples(new Office31(folder.Path, Split.Test)), Examples(new Office31(folder.Path, Split.Test, seed: 8)));
        Assert.Equal(20, new Office31(folder.Path, Split.Train, ["dslr"], validation: 0, test: 0).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Office31(folder.Path, Split.Train, validation: 0.7, test: 0.7));
    }

    [Theory]
    [InlineData("Real World")]
    [InlineData("Real_World")]
    [InlineData("RealWorld")]
    public void Office_Home_writes_its_fourth_domain_in_several_ways(string real)
    {
        using var folder = new DataFolder();
        foreach (string domain in new[] { "Art", "Clipart", "Product", real })
            folder.Picture($"{domain}/Mop/00001.jpg", DataFolder.Pattern(3, 8, 8));
        using var data = new OfficeHome(folder.Path, Split.Train);
        Assert.Equal([0, 1, 2, 3], Examples(data).Select(example => example.Domain));
        Assert.Equal("Real World", data.Domains[3]);
    }

    [Fact]
    public void Missing_domains_and_classes_are_named()
    {
        using var folder = Office();
        Directory.Delete(folder["dslr/images/mug"], recursive: true);
        Directory.CreateDirectory(folder["webcam/images/lamp"]);
        var problems = Assert.Throws<DatasetException>(() => new Office31(folder.Path, Split.Train)).Problems;
        Assert.Equal(2, problems.Count);
        Assert.StartsWith(folder["dslr/images/mug"] + ": the folder is missing", problems[0]);
        Assert.StartsWith(folder["webcam/images/lamp"] + ": there is no such class", problems[1]);
        Directory.Delete(folder["dslr"], recursive: true);
        Assert.Contains("the domain dslr of Office31 is missing", Assert.Throws<DatasetException>(() => new Office31(folder.Path, Split.Train)).Message);
    }

    private static (long Label, long Domain, double First)[] Examples(DomainImages data) => [.. Enumerable.Range(0, data.Count).Select(i =>
    {
        using var sample = data.Read(i);
        return (sample["label"].ToInt64(), sample["domain"].ToInt64(), sample["image"][0, 0, 0].ToDouble());
    })];

    private static DataFolder Office()
    {
        var folder = new DataFolder();
        foreach (string domain in new[] { "amazon", "dslr", "webcam" })
            foreach (string label in new[] { "mug", "bike" })
                for (int i = 0; i < 10; i++)
                    folder.Picture($"{domain}/images/{label}/frame_{i:0000}.png", DataFolder.Pattern(3, 4, 5, start: i));
        return folder;
    }
}
