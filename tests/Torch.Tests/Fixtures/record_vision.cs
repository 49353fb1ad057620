#:package TorchVision@0.107.0
#:package TorchSharp-cpu@0.107.0
#:package Microsoft.CodeAnalysis.CSharp@5.12.0

// Writes vision.json: what the real TorchVision 0.107 does with the cases of vision_cases.txt. In this folder: dotnet run record_vision.cs
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TorchSharp;
using static TorchSharp.torch;

const string Preamble = """
    using System; using System.IO; using System.Linq; using System.Collections.Generic; using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torchvision; using static TorchSharp.torchvision.transforms; using static P;
    public static class P
    {
        public const string Png = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAFklEQVR4nGP4z8DwHwgbGEA0l4jcCQA3SQWBlq0lOQAAAABJRU5ErkJggg==";
        public const string GrayPng = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNgSGE48R8ABCUCLMYPuiEAAAAASUVORK5CYII=";
        static float[] Values(long[] shape) => Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => (float)(i * 37 % 101 * 255 / 100)).ToArray();
        public static Tensor Bytes(params long[] shape) => torch.tensor(Values(shape)).reshape(shape).to(ScalarType.Byte);
        public static Tensor Floats(params long[] shape) => torch.tensor(Values(shape)).reshape(shape) / 255;
        public static Tensor Boxes() => torch.tensor(new float[] { 0, 0, 10, 10, 1, 1, 11, 11, 20, 20, 30, 32, 0, 0, 10, 11, 5, 5, 25, 25, 40, 0, 44, 9 }).reshape(6, 4);
        public static Tensor Masks() { var m = torch.zeros(2, 5, 6); m[0, 1, 2] = torch.tensor(1f); m[0, 3, 4] = torch.tensor(1f); m[1, 4, 0] = torch.tensor(1f); return m.to(ScalarType.Bool); }
        public static IList<IList<int>> Points(params int[] xy) => xy.Chunk(2).Select(p => (IList<int>)p.ToList()).ToList();
        public static Dictionary<string, long[]> Names(nn.Module module) => module.state_dict().ToDictionary(p => p.Key, p => p.Value.shape);
        public static nn.Module<Tensor, Tensor> Waves(nn.Module<Tensor, Tensor> module)
        {
            module.eval();
            module.to(ScalarType.Float64);
            using var quiet = torch.no_grad();
            foreach (var p in module.parameters()) p.copy_(((torch.arange(p.numel(), dtype: ScalarType.Float64) * 37 % 101 - 45) / (50 * Math.Sqrt(p.numel() / p.shape[0]))).reshape(p.shape));
            return module;
        }
        public static T Ones<T>(T module) where T : nn.Module { foreach (var p in module.parameters()) using (torch.no_grad()) p.fill_(0.5); return module; }
    }
    """;
var folder = Path.GetDirectoryName(Place())!;
var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':').Select(path => (MetadataReference)MetadataReference.CreateFromFile(path));
var cases = File.ReadAllLines(Path.Combine(folder, "vision_cases.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).ToList();
var usings = Preamble.TrimStart().Split('\n')[0];
var bodies = cases.Select((c, i) => $"public static class Case{i} {{ public static object Run() {{ {(c[1].EndsWith(';') ? c[1] : $"return {c[1]};")} }} }}");
var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
using var image = new MemoryStream();
var emitted = CSharpCompilation.Create("Cases", [CSharpSyntaxTree.ParseText(Preamble + string.Join('\n', bodies))], references, options).Emit(image);
foreach (var error in emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)) Console.Error.WriteLine(error);
var assembly = Assembly.Load(image.ToArray());
var result = new JsonArray(new JsonObject { ["id"] = "_preamble", ["code"] = Preamble });
foreach (var (c, i) in cases.Select((c, i) => (c, i)))
{
    var entry = new JsonObject { ["id"] = c[0], ["code"] = c[1] };
    try
    {
        manual_seed(1);
        entry["result"] = Of(assembly.GetType($"Case{i}")!.GetMethod("Run")!.Invoke(null, null));
    }
    catch (TargetInvocationException e)
    {
        entry["throws"] = new JsonObject { ["type"] = e.InnerException!.GetType().FullName, ["message"] = e.InnerException.Message.Split('\n')[0] };
    }
    result.Add(entry);
}
File.WriteAllText(Path.Combine(folder, "vision.json"), "[\n" + string.Join(",\n", result.Select(entry => entry!.ToJsonString())) + "\n]\n");

static JsonNode? Of(object? value) => value switch
{
    null => null,
    string text => text,
    bool truth => truth,
    float or double => Number(Convert.ToDouble(value)),
    byte or int or long => Convert.ToInt64(value),
    Tensor t => new JsonObject { ["dtype"] = t.dtype.ToString(), ["shape"] = Of(t.shape), ["values"] = new JsonArray([.. t.to(ScalarType.Float64).contiguous().data<double>().ToArray().Select(x => t.is_integral() ? (JsonNode?)(long)x : t.dtype == ScalarType.Bool ? x != 0 : Number(x))]) },
    ITuple tuple => new JsonArray([.. Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i]))]),
    System.Collections.IDictionary dictionary => new JsonObject(dictionary.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, Of(dictionary[key])))),
    System.Collections.IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Of)]),
    _ => value.ToString(),
};

static JsonNode? Number(double value) => double.IsFinite(value) ? double.Parse(value.ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);

static string Place([CallerFilePath] string path = "") => path;
