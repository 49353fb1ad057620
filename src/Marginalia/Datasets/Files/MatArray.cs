using static TorchSharp.torch;

namespace Marginalia.Datasets.Files;

/// <summary>Reads files that hold one MATLAB array.</summary>
internal static class MatArray
{
    /// <summary>The array of that name as a tensor of MATLAB's size.</summary>
    /// <exception cref="DatasetException">The file is missing, damaged, or has no such array of numbers.</exception>
    public static Tensor Read(string path, string name)
    {
        using var file = new MatFile(path);
        var value = file.Read(name);
        return value.Kind == MatKind.Numbers ? value.ToTensor() : throw new DatasetException(path, $"'{name}' is {value.Kind}; expected numbers");
    }
}
