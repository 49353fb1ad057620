using static TorchSharp.torch;

namespace Marginalia.Tests.Datasets.Files;

/// <summary>The files that make_fixtures.py wrote with other libraries.</summary>
internal static class Fixtures
{
    public static string PathTo(string name) => Repository.PathTo("tests", "Marginalia.Tests", "Datasets", "Files", "Fixtures", name);

    /// <summary>What the fixtures of a type (b1, u1, i2, f4, ...) hold, [2, 3, 4].</summary>
    public static double[] Expected(string type) =>
        [.. Enumerable.Range(0, 24).Select(n => type[0] switch { 'b' => n % 3 == 0 ? 1 : 0, 'u' => n, 'i' => n - 5, _ => n - 4.5 })];

    /// <summary>The type of tensor for a type of NumPy.</summary>
    public static ScalarType TensorType(string type) => type switch
    {
        "b1" => ScalarType.Bool,
        "u1" => ScalarType.Byte,
        "i1" => ScalarType.Int8,
        "i2" => ScalarType.Int16,
        "u2" or "i4" => ScalarType.Int32,
        "u4" or "u8" or "i8" => ScalarType.Int64,
        "f2" => ScalarType.Float16,
        "f4" => ScalarType.Float32,
        _ => ScalarType.Float64,
    };
}
