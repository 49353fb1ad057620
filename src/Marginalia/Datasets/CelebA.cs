using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// CelebA: 202,599 aligned faces with 40 yes-or-no attributes (Liu, Luo, Wang, Tang 2015, "Deep learning face attributes in the wild", arXiv 1411.7766;
/// https://mmlab.ie.cuhk.edu.hk/projects/CelebA.html). Names: <c>image</c> [3, 218, 178] float32 in 0 .. 1; every attribute by its own name, for
/// example <c>Smiling</c>, [] int64, 1 = yes, 0 = no; with landmarks also <c>keypoints</c> [5, 3]: left eye, right eye, nose, left and right
/// corner of the mouth.
/// </summary>
/// <remarks>
/// Files: the images in <c>img_align_celeba</c> or <c>Img/img_align_celeba</c>; <c>list_attr_celeba.txt</c> (-1 = no, 1 = yes) and
/// <c>list_landmarks_align_celeba.txt</c> in the folder or in <c>Anno</c>; <c>list_eval_partition.txt</c> (0 = training, 1 = validation, 2 = test) in
/// the folder or in <c>Eval</c>. All may lie in a folder <c>celeba</c>, as torchvision has it. The boxes of <c>list_bbox_celeba.txt</c> belong to the
/// images before their alignment, so that they are not read. A landmark is the number of a column and a row; its point is that pixel's centre.
/// </remarks>
public sealed class CelebA : SampleDataset
{
    private readonly string images;
    private readonly string[] files;
    private readonly AttributeTable attributes;
    private readonly AttributeTable? landmarks;
    private readonly int[] columns;

    /// <summary>Reads the tables.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="split">Which part: 162,770 for training, 19,867 for validation, 19,962 for testing.</param>
    /// <param name="attributes">Names of the attributes to read; null is all 40.</param>
    /// <param name="landmarks">Whether to read the five points.</param>
    /// <exception cref="DatasetException">Tables are missing or damaged; the message has every problem.</exception>
    /// <exception cref="ArgumentException">There is no such attribute.</exception>
    public CelebA(string root, Split split, IReadOnlyList<string>? attributes = null, bool landmarks = false)
    {
        static IEnumerable<string> Places(string name, string folder) =>
            from above in new[] { "", "celeba" } from place in new[] { "", folder } select Path.Combine(above, place, name);
        images = SourceFolder.Find(root, "the images of CelebA", Places("img_align_celeba", "Img"));
        if (Path.Combine(images, "img_align_celeba") is var inner && Directory.Exists(inner))
            images = inner;
        var problems = new List<string>();
        this.attributes = AttributeTable.Read(SourceFolder.Find(root, "CelebA's table of attributes", Places("list_attr_celeba.txt", "Anno")), problems);
        if (landmarks)
            this.landmarks = AttributeTable.Read(SourceFolder.Find(root, "CelebA's table of landmarks", Places("list_landmarks_align_celeba.txt", "Anno")), problems);
        files = ReadPartition(SourceFolder.Find(root, "CelebA's table of parts", Places("list_eval_partition.txt", "Eval")), split, problems);
        foreach (var (name, values) in this.attributes.Rows)
            if (Array.FindIndex(values, value => value is not (-1 or 1)) is var column and >= 0)
                problems.Add($"{this.attributes.File}: {this.attributes.Columns[column]} of {name} is {values[column]}; expected -1 (no) or 1 (yes)");
        if (problems.Count > 0)
            throw new DatasetException(problems);

        Attributes = attributes ?? this.attributes.Columns;
        columns = [.. Attributes.Select(name => Array.IndexOf(this.attributes.Columns, name) is var column and >= 0
            ? column
            : throw new ArgumentException($"CelebA has no attribute '{name}'; there are {string.Join(", ", this.attributes.Columns)}.", nameof(attributes)))];
        Fields = [Field.Of("image"), .. Attributes.Select(name => new Field(name, FieldKind.Label)), .. landmarks ? [Field.Of("keypoints")] : (Field[])[]];
        Names = [.. Fields.Select(given => given.Name)];
    }

    /// <summary>Names of the attributes that are read.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <inheritdoc/>
    public override int Count => files.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields { get; }

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        string name = files[index], path = Path.Combine(images, name);
        using var scope = NewDisposeScope();
        var image = ImageFile.Read(path);
        ImageSize.Check(path, image, 218, 178, "as all aligned images of CelebA");
        var values = attributes.Rows[name];
        var tensors = new List<(string, Tensor)> { ("image", image) };
        tensors.AddRange(Attributes.Zip(columns, (attribute, column) => (attribute, tensor(values[column] == 1 ? 1L : 0L))));
        if (landmarks is not null)
        {
            var points = landmarks.Rows[name];
            tensors.Add(("keypoints", tensor([.. Enumerable.Range(0, 5).SelectMany(k => new[] { points[2 * k] + 0.5f, points[2 * k + 1] + 0.5f, 2 })], 5, 3)));
        }

        return new(tensors);
    }

    private string[] ReadPartition(string path, Split split, List<string> problems)
    {
        var part = new List<string>();
        foreach (var line in TextLine.Read(path))
            if (line.Words is not [var name, "0" or "1" or "2"])
                problems.Add(line.Problem($"'{line.Text}' is not the name of an image and 0 (training), 1 (validation) or 2 (test)"));
            else if (!attributes.Rows.ContainsKey(name))
                problems.Add(line.Problem($"{name} has no line in {Path.GetFileName(attributes.File)}"));
            else if (landmarks is not null && landmarks.Rows.GetValueOrDefault(name) is not { Length: 10 })
                problems.Add(line.Problem($"{name} has no line of 10 numbers in {Path.GetFileName(landmarks.File)}"));
            else if (line.Words[1][0] - '0' == (int)split)
                part.Add(name);
        return [.. part];
    }
}
