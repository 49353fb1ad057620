using Marginalia.Datasets.Files;
using TorchSharp;

namespace Marginalia.Notebooks.Tests;

/// <summary>A tiny NYUv2 in the layout of MTAN: <c>train</c> and <c>val</c> with <c>image</c>, <c>label</c>, <c>depth</c> and <c>normal</c>, an .npy file each per picture.</summary>
internal static class NyuV2Folder
{
    /// <summary>Writes two slanted walls, one behind the other, of changing colour, with blocks of all 13 classes and a missing and ignored corner.</summary>
    /// <param name="root">Where <c>train</c> and <c>val</c> go.</param>
    /// <param name="train">Pictures to train on.</param>
    /// <param name="test">Pictures to test on.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static void Write(string root, int train = 6, int test = 2, int height = 32, int width = 48)
    {
        foreach (var (part, count, look) in new[] { ("train", train, 0), ("val", test, 3) })
            for (int picture = 0; picture < count; picture++)
            {
                void Save(string field, int channels, Func<int, int, int, double> value)
                {
                    var values = new float[height * width * channels];
                    for (int i = 0; i < values.Length; i++)
                        values[i] = (float)value(i / channels / width, i / channels % width, i % channels);
                    string path = Path.Combine(root, part, field, $"{picture}.npy");
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    using var map = torch.tensor(values, field == "label" ? [height, width] : [height, width, channels]);
                    NpyFile.Write(path, map);
                }

                bool Missing(int row, int column) => row < 4 && column < 4;
                double slope = 0.3 + 0.1 * picture, length = Math.Sqrt(slope * slope + 1);
                Save("image", 3, (row, column, channel) => (row + column * (channel + 1) + 7 * picture + look) % 50 / 50.0);
                Save("label", 1, (row, column, _) => Missing(row, column) ? -1 : (row / 8 * 6 + column / 8 + picture) % 13);
                Save("depth", 1, (row, column, _) => Missing(row, column) ? 0 : 2 + slope * column / width + (column < width / 2 ? 0 : 1));
                Save("normal", 3, (row, column, channel) => Missing(row, column) ? 0 : channel switch { 0 => slope / length, 1 => 0, _ => -1 / length });
            }
    }
}
