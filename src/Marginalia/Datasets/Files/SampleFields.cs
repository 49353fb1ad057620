using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>Gathers the fields of one example from its files, and all that is wrong with them.</summary>
internal sealed class SampleFields
{
    private readonly List<(string Name, Tensor Tensor)> fields = [];
    private readonly List<string> problems = [];
    private (string Path, long Height, long Width)? size;

    /// <summary>Reads a field; one with a value for every pixel must have the size of the first of them.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="path">Its file.</param>
    /// <param name="read">Reads the tensor from the file.</param>
    public SampleFields Add(string name, string path, Func<string, Tensor> read)
    {
        try
        {
            var tensor = read(path);
            if (Field.Of(name).IsPerPixel)
            {
                size ??= (path, tensor.shape[^2], tensor.shape[^1]);
                ImageSize.Check(path, tensor, size.Value.Height, size.Value.Width, $"as {size.Value.Path}");
            }

            fields.Add((name, tensor));
        }
        catch (DatasetException damage)
        {
            problems.AddRange(damage.Problems);
        }

        return this;
    }

    /// <summary>The example.</summary>
    /// <exception cref="DatasetException">Something was wrong; it has every problem.</exception>
    public Sample ToSample() => problems.Count == 0 ? new(fields) : throw new DatasetException(problems);
}
