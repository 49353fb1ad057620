using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// Images of the same classes in several domains, which multi-task papers read as one task per domain. Names: <c>image</c> [3, H, W] float32 in 0 .. 1,
/// each of its own size; <c>label</c> [] int64, the class; <c>domain</c> [] int64.
/// </summary>
public abstract class DomainImages : SampleDataset
{
    private readonly (string Path, int Label, int Domain)[] examples;

    /// <summary>Lists a part of the images of <c>DOMAIN/CLASS/*</c>.</summary>
    private protected DomainImages(string root, Split split, IReadOnlyList<string> domains, Func<string, string[]> places, double validation, double test, long seed)
    {
        Domains = domains;
        string[] folders = [.. domains.Select(domain => SourceFolder.Find(root, $"the domain {domain} of {GetType().Name}", places(domain)))];
        Classes = SourceFolder.Folders(folders[0]);
        var problems = new List<string>();
        foreach (string folder in folders)
            problems.AddRange(Classes.Except(SourceFolder.Folders(folder)).Select(name => $"{Path.Combine(folder, name)}: the folder is missing; expected the classes of {folders[0]}"));
        foreach (string folder in folders)
            problems.AddRange(SourceFolder.Folders(folder).Except(Classes).Select(name => $"{Path.Combine(folder, name)}: there is no such class in {folders[0]}; expected the same classes in all domains"));
        if (problems.Count > 0)
            throw new DatasetException(problems);
        examples = [.. from domain in Enumerable.Range(0, folders.Length)
                       from label in Enumerable.Range(0, Classes.Count)
                       from path in Part(SourceFolder.Images(Path.Combine(folders[domain], Classes[label])), domain, label)
                       select (path, label, domain)];

        IEnumerable<string> Part(string[] paths, int domain, int label) =>
            SplitParts.Draw(split, paths.Length, validation, test, seed, domain, label).Select(i => paths[i]);
    }

    /// <summary>Names of the classes, by label.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Names of the domains, by number.</summary>
    public IReadOnlyList<string> Domains { get; }

    /// <inheritdoc/>
    public override int Count => examples.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names => ["image", "label", "domain"];

    /// <inheritdoc/>
    public override IReadOnlyList<Field> Fields => [Field.Of("image"), Field.Of("label"), new("domain", FieldKind.Label)];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        var (path, label, domain) = examples[index];
        return new(("image", ImageFile.Read(path)), ("label", tensor((long)label)), ("domain", tensor((long)domain)));
    }
}
