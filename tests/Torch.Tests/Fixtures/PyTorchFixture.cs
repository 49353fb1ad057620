using System.Runtime.InteropServices;
using System.Text.Json;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Fixtures;

/// <summary>What PyTorch computed, recorded by make_fixtures.py or a script beside it.</summary>
sealed class PyTorchFixture
{
    readonly JsonElement root;

    public PyTorchFixture(string file = "pytorch.json")
    {
        using var stream = typeof(PyTorchFixture).Assembly.GetManifestResourceStream(file)!;
        using var document = JsonDocument.Parse(stream);
        root = document.RootElement.Clone();
    }

    /// <summary>True if every bit must agree: libtorch is that of the recording and, where matrices are multiplied, so are the BLAS kernels.</summary>
    bool IsExact(string section) => __version__ == root.GetProperty("libtorch").GetString() && (section != "training" || OpenBlasCore() == root.GetProperty("openblas_core").GetString());

    /// <summary>The names recorded under a section.</summary>
    public IEnumerable<string> Names(string section) => root.GetProperty(section).EnumerateObject().Select(p => p.Name);

    /// <summary>The recorded array as a tensor.</summary>
    public Tensor Recorded(params string[] path) => Read(path.Aggregate(root, (element, name) => element.GetProperty(name)));

    /// <summary>Compares bit by bit, or within 1e-5 (with a warning in the test's report) where the libraries are others.</summary>
    public void Check(Tensor actual, params string[] path)
    {
        var recorded = At(path);
        var expected = Read(recorded);
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.dtype, actual.dtype);
        if (IsExact(path[0]))
        {
            Assert.True(recorded.GetProperty("bytes").GetBytesFromBase64().AsSpan().SequenceEqual(Bytes(actual)), $"{string.Join('/', path)} is not bit-equal to PyTorch's: {(expected - actual).abs().max().to(ScalarType.Float64).item<double>()} apart.");
            return;
        }
        TestContext.Current.AddWarning($"libtorch {__version__} with OpenBLAS {OpenBlasCore()} is not what was recorded: compared within 1e-5 only.");
        Helpers.TensorAssert.Equal(expected, actual, 1e-5);
    }

    /// <summary>What was recorded: names or tensors.</summary>
    public JsonElement At(params string[] path) => path.Aggregate(root, (element, name) => element.GetProperty(name));

    /// <summary>A recorded tensor.</summary>
    public static Tensor Read(JsonElement recorded)
    {
        var bytes = recorded.GetProperty("bytes").GetBytesFromBase64();
        var dtype = recorded.GetProperty("dtype").GetString() switch
        {
            "float32" => ScalarType.Float32,
            "float64" => ScalarType.Float64,
            "int64" => ScalarType.Int64,
            var other => throw new InvalidDataException($"The fixture holds the type {other}."),
        };
        return FromBytes(bytes, dtype, [.. recorded.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())]);
    }

    static byte[] Bytes(Tensor tensor) => tensor.dtype switch
    {
        ScalarType.Float32 => MemoryMarshal.AsBytes<float>(tensor.data<float>().ToArray()).ToArray(),
        ScalarType.Float64 => MemoryMarshal.AsBytes<double>(tensor.data<double>().ToArray()).ToArray(),
        _ => MemoryMarshal.AsBytes<long>(tensor.data<long>().ToArray()).ToArray(),
    };

    static Tensor FromBytes(byte[] bytes, ScalarType dtype, long[] shape) => dtype switch
    {
        ScalarType.Float32 => tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray(), shape),
        ScalarType.Float64 => tensor(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), shape),
        _ => tensor(MemoryMarshal.Cast<byte, long>(bytes).ToArray(), shape),
    };

    /// <summary>Which processor OpenBLAS has chosen its kernels for; "none" without OpenBLAS.</summary>
    static string OpenBlasCore() => NativeLibrary.TryLoad("libopenblas.so.0", out var library) && NativeLibrary.TryGetExport(library, "openblas_get_corename", out var function)
        ? Call(function)
        : "none";

    static unsafe string Call(nint function) => Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)function)())!;
}
