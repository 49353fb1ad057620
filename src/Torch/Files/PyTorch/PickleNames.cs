using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The only names of Python that a file may refer to. None of them is executed: each stands for something built here.</summary>
static class PickleNames
{
    internal const string OrderedDict = "collections.OrderedDict";
    internal const string Tensor = "torch._utils._rebuild_tensor";
    internal const string Tensor2 = "torch._utils._rebuild_tensor_v2";
    internal const string Parameter = "torch._utils._rebuild_parameter";
    internal const string ParameterWithState = "torch._utils._rebuild_parameter_with_state";
    internal const string Size = "torch.Size";
    internal const string Device = "torch.device";
    internal const string Module = "__torch__.Module"; // what C++ saves a tensor in

    static readonly Dictionary<string, ScalarType> Storages = new()
    {
        ["torch.BoolStorage"] = ScalarType.Bool,
        ["torch.ByteStorage"] = ScalarType.Byte,
        ["torch.CharStorage"] = ScalarType.Int8,
        ["torch.ShortStorage"] = ScalarType.Int16,
        ["torch.IntStorage"] = ScalarType.Int32,
        ["torch.LongStorage"] = ScalarType.Int64,
        ["torch.HalfStorage"] = ScalarType.Float16,
        ["torch.BFloat16Storage"] = ScalarType.BFloat16,
        ["torch.FloatStorage"] = ScalarType.Float32,
        ["torch.DoubleStorage"] = ScalarType.Float64,
        ["torch.ComplexFloatStorage"] = ScalarType.ComplexFloat32,
        ["torch.ComplexDoubleStorage"] = ScalarType.ComplexFloat64,
    };

    static readonly HashSet<string> Others =
    [
        OrderedDict, Tensor, Tensor2, Parameter, ParameterWithState, Size, Device, Module,
        // element types, as values
        "torch.bool", "torch.uint8", "torch.int8", "torch.int16", "torch.int32", "torch.int64", "torch.float16", "torch.bfloat16", "torch.float32", "torch.float64", "torch.complex64", "torch.complex128",
    ];

    internal static bool Allowed(string name) => Others.Contains(name) || Storages.ContainsKey(name);

    internal static ScalarType? StorageType(object? name) => name is PickledName n && Storages.TryGetValue(n.Name, out var type) ? type : null;

    /// <summary>The storage class of an element type, e.g. <c>FloatStorage</c>.</summary>
    internal static string StorageOf(ScalarType type) => Storages.First(s => s.Value == type).Key["torch.".Length..];
}
