using System.Reflection;
using System.Text.RegularExpressions;
using Marginalia.Architectures;
using Marginalia.Claims;
using Marginalia.Datasets;
using Marginalia.Rendering;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests.Rendering;

[Collection(nameof(Alone))]
public sealed partial class RenderingTests
{
    [Fact]
    public void Small_tensors_show_all_their_values()
    {
        using var tensor = torch.tensor(new float[,] { { 1.5f, -2 }, { 3, float.NaN } });
        Assert.Equal(
            """
            Tensor [2, 2] · float32 · cpu
              4 values · min −2 · mean 0.8333 · max 3 · 1 NaN
                   0    1
              0  1.5   −2
              1    3  NaN
            """,
            Text(tensor));
    }

    [Fact]
    public void Large_tensors_show_their_first_matrix_and_where_it_is_cut()
    {
        using var tensor = arange(3 * 20 * 30).reshape(3, 20, 30);
        var text = Text(tensor);
        Assert.StartsWith("Tensor [3, 20, 30] · int64 · cpu\n  1800 values · min 0 · mean 899.5 · max 1799\n  [0, :, :]", text);
        Assert.Matches(@"\n  1 +30  +31 ", text);
        Assert.EndsWith("…", text);
        Assert.Equal(2 + 1 + 8 + 1, text.Split('\n').Length);
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Bool)]
    [InlineData(ScalarType.ComplexFloat32)]
    public void Tensors_of_every_type_are_shown(ScalarType type)
    {
        using var tensor = ones(3, dtype: type);
        var last = Text(tensor).Split('\n')[^1];
        Assert.Equal(type switch { ScalarType.Bool => "true  true  true", ScalarType.ComplexFloat32 => "1+0i  1+0i  1+0i", _ => "1  1  1" }, last.Trim());
    }

    [Fact]
    public void Empty_disposed_and_valueless_tensors_say_so()
    {
        using var empty = zeros(0, 3);
        Assert.Equal("Tensor [0, 3] · float32 · cpu\n  no values", Text(empty));
        using var nothing = zeros(2, device: META);
        Assert.EndsWith("values are not shown", Text(nothing));
        var disposed = zeros(1);
        disposed.Dispose();
        Assert.Equal("Tensor (disposed: it has no values any more)", Text(disposed));
        using var scalar = torch.tensor(2.5, requires_grad: true);
        Assert.Equal("Tensor [] · float64 · cpu · requires grad\n  1 value\n    2.5", Text(scalar));
    }

    [Fact]
    public void Images_are_shown_as_pictures()
    {
        using var image = linspace(0, 1, 3 * 16 * 16).reshape(3, 16, 16);
        Assert.Single(Image().Matches(Html(image)));
        Assert.DoesNotContain("<table", Html(image));
        using var batch = image.unsqueeze(0).expand(20, 3, 16, 16);
        Assert.Equal(8, Image().Count(Html(batch)));
        using var bytes = (image * 255).to(ScalarType.Byte)[..1];
        Assert.Single(Image().Matches(Html(bytes)));
        using var beyond = image * 2;
        Assert.Empty(Image().Matches(Html(beyond)));
    }

    [Fact]
    public void Nothing_is_left_behind_and_the_random_state_stays()
    {
        using var network = new MultiHeadMlp(4, [2, 3], width: 5, depth: 2);
        using var image = rand(3, 16, 16, requires_grad: true);
        using var state = get_rng_state();
        using var optimizer = optim.SGD(network.parameters(), 0.1);
        var live = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        foreach (var value in (object[])[image, network, optimizer])
            Assert.NotEmpty(Text(value));
        Assert.Equal(live, DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount);
        using var after = get_rng_state();
        Assert.Equal(state.data<byte>().ToArray(), after.data<byte>().ToArray());
        Assert.True(image.requires_grad);
    }

    [Fact]
    public void Modules_list_their_layers_with_shapes_and_numbers()
    {
        using var network = new MultiHeadMlp(4, [2, 3], width: 5, depth: 2);
        foreach (var parameter in network.TaskParameters(1))
            parameter.requires_grad = false;
        var text = Text(network);
        Assert.StartsWith("MultiHeadMlp 85 parameters · 340 B\n  67 trainable · training mode · float32 · cpu\n", text);
        Assert.Matches(@"\n  trunk +ModuleList +55 +yes\n    0 +Linear +weight \[5, 4\], bias \[5\] +25 +yes\n", text);
        Assert.Matches(@"\n    1 +Linear +weight \[3, 5\], bias \[3\] +18 +no", text);
        Assert.Contains("in part", text);
    }

    [Fact]
    public void Optimizers_data_sets_and_batches_are_shown()
    {
        using var network = new MultiHeadMlp(4, [2]);
        using var optimizer = optim.Adam(network.parameters(), 0.01);
        Assert.StartsWith("Adam ", Text(optimizer));
        Assert.Contains("0.01", Text(optimizer));
        using var dataset = new ToyRegression([1, 10], Split.Train, 10);
        Assert.StartsWith("ToyRegression 10 examples\n", Text(dataset));
        using var batch = dataset.Get([0, 1]);
        Assert.StartsWith("Batch 2 examples\n  name", Text(batch));
        Assert.Contains(dataset.Names[0], Text(batch));
    }

    [Fact]
    public void Names_in_a_card_are_escaped() =>
        Assert.Contains("&lt;b&gt;", CardHtml.Of(new Card("<b>", "") { Table = new(["<b>"], [["<b>"]], 1) }));

    static string Text(object value) => Format(value, "text/plain");

    static string Html(object value) => Format(value, "text/html");

    /// <summary>As an engine does: by the attribute of the assembly.</summary>
    static string Format(object value, string mimeType)
    {
        var attribute = typeof(Claim).Assembly.GetCustomAttributes().Single(item => item.GetType().Name == "TypeFormatterSourceAttribute");
        var source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
        var formats = Activator.CreateInstance(source)!;
        using var writer = new StringWriter();
        foreach (var format in ((IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(formats, null)!))
        {
            var type = format.GetType();
            if ((string)type.GetProperty("MimeType")!.GetValue(format)! == mimeType && ((Type)type.GetProperty("Type")!.GetValue(format)!).IsInstanceOfType(value)
                && (bool)type.GetMethod("Format")!.Invoke(format, [value, writer])!)
                return writer.ToString();
        }

        throw new InvalidOperationException($"No formatter for {value.GetType()}");
    }

    [GeneratedRegex("<img ")]
    private static partial Regex Image();
}
