using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>Gathers the fields of one example from its files, and all that is wrong with them.</summary>
internal sealed class SampleFields
{
    private readonly List<(string Name, Tensor Tensor)> fields = [];
    private readonly List<string> problems = [];
    private bool hasFirst;
    private (string Path, long Height, long Width)? size;

    /// <summary>Reads a field; one with a value for every pixel must have the size of the first one, the image.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="path">Its file.</param>
    /// <param name="read">Reads the tensor from the file.</param>
    public SampleFields Add(string name, string path, Func<string, Tensor> read)
    {
        try
        {
            var tensor = read(path);
            if (!hasFirst)
                size = (path, tensor.shape[^2], tensor.shape[^1]);
            else if (size is var (first, height, width) && Field.Of(name).IsPerPixel)
                ImageSize.Check(path, tensor, height, width, $"as {first}");
            fields.Add((name, tensor));
        }
        catch (DatasetException damage)
        {
            problems.AddRange(damage.Problems);
        }

        hasFirst = true;

        return this;
    }

    /// <summary>The example.</summary>
    /// <exception cref="DatasetException">Something was wrong; it has every problem.</exception>
    public Sample ToSample() => problems.Count == 0 ? new(fields) : throw new DatasetException(problems);
}
