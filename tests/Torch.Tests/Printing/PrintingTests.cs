using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Printing;

public class PrintingTests
{
    static Tensor Matrix => tensor(new[,] { { 1f, 2.5f, -3f }, { 0.125f, 100f, 1000.5f } });

    static Tensor Count(long n, params long[] shape) => arange(n, dtype: float32).reshape(shape);

    static readonly Dictionary<string, (Func<string> Print, string Expected)> Cases = new()
    {
        ["ToString"] = (() => Matrix.ToString(), "[2x3], type = Float32, device = cpu"),
        ["scalar"] = (() => tensor(3.14159274f).str(), "[], type = Float32, device = cpu, value = 3.1416"),
        ["scalar in brackets"] = (() => tensor(true).npstr(), "True"),
        ["scalar as C#"] = (() => tensor(5L).cstr(), "[], type = Int64, device = cpu, value = 5"),
        ["vector"] = (() => tensor(new long[] { 1, -20, 300 }).str(), "[3], type = Int64, device = cpu\n 1 -20 300\n"),
        ["matrix"] = (() => Matrix.jlstr(), "[2x3], type = Float32, device = cpu\n     1 2.5     -3\n 0.125 100 1000.5\n"),
        ["cube"] = (() => Count(12, 2, 3, 2).str(newLine: "|"), "[2x3x2], type = Float32, device = cpu|[0,..,..] =| 0 1| 2 3| 4 5||[1,..,..] =|  6  7|  8  9| 10 11|"),
        ["four dimensions"] = (() => Count(4, 2, 2, 1, 1).str(newLine: "|"), "[2x2x1x1], type = Float32, device = cpu|[0,0,..,..] =| 0||[0,1,..,..] =| 1||[1,0,..,..] =| 2||[1,1,..,..] =| 3|"),
        ["empty"] = (() => zeros(0).str(), "[0], type = Float32, device = cpu\n\n"),
        ["empty rows"] = (() => zeros(2, 0).str(), "[2x0], type = Float32, device = cpu\n\n\n"),
        ["a long line"] = (() => Count(200, 200).str(width: 30), "[200], type = Float32, device = cpu\n 0 1 2 3 4 5 6 7 8 9 10 11 ...\n"),
        ["long rows"] = (() => Count(24, 2, 12).str(width: 20), "[2x12], type = Float32, device = cpu\n  0  1  2  3  4 ...\n 12 13 14 15 16 ...\n"),
        ["a format"] = (() => Matrix.str("f2"), "[2x3], type = Float32, device = cpu\n 1.00   2.50   -3.00\n 0.12 100.00 1000.50\n"),
        ["magnitudes"] = (() => tensor(new[] { 1e-8f, 1f, 123456.789f, float.NaN, float.NegativeInfinity }).npstr(), "[1e-08, 1, 1.2346e+05, NaN, -Infinity]"),
        ["half"] = (() => tensor(new[] { 1f, 0.1f }).to(half).cstr(), "[2], type = Float16, device = cpu, value = float16 [] {1f, 0.099976f}"),
        ["brackets"] = (() => Count(12, 2, 3, 2).npstr(newLine: "|"), "[[[0, 1]|  [2, 3]|  [4, 5]]|| [[6, 7]|  [8, 9]|  [10, 11]]]"),
        ["deep brackets"] = (() => Count(8, 2, 2, 1, 2).npstr(newLine: "|"), "[[[[0, 1]]||  [[2, 3]]]||| [[[4, 5]]||  [[6, 7]]]]"),
        ["tall brackets"] = (() => arange(30).reshape(15, 2).npstr(newLine: "|"), "[[0, 1]| [2, 3]| [4, 5]| ...| [24, 25]| [26, 27]| [28, 29]]"),
        ["wide brackets"] = (() => arange(200).npstr(), "[0, 1, 2, ... 197, 198, 199]"),
        ["C#"] = (() => Count(12, 2, 3, 2).cstr(newLine: "|"), "[2x3x2], type = Float32, device = cpu, value = |float [,,] {| {{0f, 1f},|  {2f, 3f},|  {4f, 5f}},| {{6f, 7f},|  {8f, 9f},|  {10f, 11f}}|}"),
        ["tall C#"] = (() => arange(30).reshape(15, 2).cstr(newLine: "|"), "[15x2], type = Int64, device = cpu, value = |long [,] {| {0L, 1L},| {2L, 3L},| {4L, 5L},| ...| {24L, 25L},| {26L, 27L},| {28L, 29L}|}"),
        ["C# vector"] = (() => tensor(new[] { true, false }).cstr(), "[2], type = Bool, device = cpu, value = bool [] {True, False}"),
        ["transposed"] = (() => arange(6).reshape(2, 3).T.str(), "[3x2], type = Int64, device = cpu\n 0 3\n 1 4\n 2 5\n"),
        ["with gradient"] = (() => ones(2, requires_grad: true).str(), "[2], type = Float32, device = cpu\n 1 1\n"),
        ["disambiguated"] = (() => ones(2).ToString(true, "f3"), "[2], type = Float32, device = cpu\n 1.000 1.000\n"),
        ["another decimal point"] = (() => tensor(new[] { 1.5f, 2.25f }).npstr(cultureInfo: new CultureInfo("") { NumberFormat = new() { NumberDecimalSeparator = "," } }), "[1,5, 2,25]"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Writes(string name) => Assert.Equal(Cases[name].Expected, Cases[name].Print());

    [Fact]
    public void Leaves_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        var t = ones(3, half);
        t.str();
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void The_default_style_can_be_changed()
    {
        try
        {
            torch.TensorStringStyle = TorchSharp.TensorStringStyle.Numpy;
            Assert.Equal("[0, 1]", arange(2).str());
            Assert.Equal("[2], type = Int64, device = cpu", arange(2).metastr());
        }
        finally
        {
            torch.TensorStringStyle = TorchSharp.TensorStringStyle.Julia;
        }
    }

    [Fact]
    public void Print_writes_to_the_console_and_returns_the_tensor()
    {
        var (console, written) = (Console.Out, new StringWriter());
        try
        {
            Console.SetOut(written);
            var t = ones(2);
            Assert.Same(t, t.print());
        }
        finally
        {
            Console.SetOut(console);
        }
        Assert.Equal("[2], type = Float32, device = cpu\n 1 1\n\n", written.ToString());
    }
}
