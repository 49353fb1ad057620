using Marginalia.Datasets.Files;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets;

/// <summary>A temporary folder in which a test builds the files of a data set.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Path => folder.Path;

    /// <summary>The full path of a name in the folder.</summary>
    public string this[string name] => folder[name];

    /// <summary>Writes a text file.</summary>
    public string Text(string name, string text) => folder.Write(name, text);

    /// <summary>Writes a NumPy array.</summary>
    public string Npy(string name, Tensor values) => Save(name, path => NpyFile.Write(path, values));

    /// <summary>Writes samples as PNG: label maps, palette indices, 16-bit depth.</summary>
    public string Png(string name, Tensor samples, int bits = 8, byte[]? palette = null) => Save(name, path => PngFile.Write(path, samples, bits, palette));

    /// <summary>Writes a picture [3 or 1, H, W] of bytes as PNG or JPEG, by the end of its name.</summary>
    public string Picture(string name, Tensor bytes) => Save(name, path =>
    {
        var format = path.EndsWith(".png", StringComparison.Ordinal) ? torchvision.ImageFormat.Png : torchvision.ImageFormat.Jpeg;
        File.WriteAllBytes(path, torchvision.io.DefaultImager.EncodeImage(bytes, format));
    });

    /// <summary>Writes matrices as a MATLAB file of version 5.</summary>
    public string Mat(string name, params (string Name, Tensor Values)[] matrices) => Save(name, path =>
    {
        using var file = new BinaryWriter(File.Create(path));
        file.Write("MATLAB 5.0 MAT-file".PadRight(124).ToCharArray());
        file.Write([0, 1, (byte)'I', (byte)'M']);
        foreach (var (matrix, values) in matrices)
        {
            byte[] text = System.Text.Encoding.Latin1.GetBytes(matrix.PadRight((matrix.Length + 7) / 8 * 8, '\0'));
            var numbers = values.t().contiguous().to(ScalarType.Float64).data<double>().ToArray(); // column by column
            int[] head = [14, 16 + 16 + 8 + text.Length + 8 + 8 * numbers.Length, 6, 8, 6, 0, 5, 8, (int)values.shape[0], (int)values.shape[1], 1, matrix.Length];
            Array.ForEach(head, file.Write);
            file.Write(text);
            Array.ForEach([9, 8 * numbers.Length], file.Write);
            Array.ForEach(numbers, file.Write);
        }
    });

    /// <summary>The full path of a name, with the folders above it made.</summary>
    public string Place(string name) => Save(name, _ => { });

    /// <summary>Cuts the last bytes off a file.</summary>
    public void Cut(string name, int bytes = 20)
    {
        using var file = File.OpenWrite(this[name]);
        file.SetLength(file.Length - bytes);
    }

    /// <summary>Bytes that depend on the pixel in a known way: (7 y + 3 x + 50 c + start) mod 256, [channels, height, width].</summary>
    public static Tensor Pattern(int channels, int height, int width, int start = 0)
    {
        using var scope = NewDisposeScope();
        var values = 50 * arange(channels).reshape(-1, 1, 1) + 7 * arange(height).reshape(-1, 1) + 3 * arange(width) + start;
        return values.remainder(256).to(ScalarType.Byte).MoveToOuterDisposeScope();
    }

    public void Dispose() => folder.Dispose();

    private string Save(string name, Action<string> save)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        save(this[name]);
        return this[name];
    }
}
