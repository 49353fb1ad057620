using System.Globalization;
using Marginalia.Charts.Drawing;
using static TorchSharp.torch;

namespace Marginalia.Rendering;

/// <summary>The values of a tensor as a table: all of a small one, else the first; of more than two dimensions the first matrix.</summary>
internal static class TensorValues
{
    const int MaxRows = 8, MaxColumns = 10;

    public static CardTable Of(Tensor tensor)
    {
        var leading = Math.Max(0, tensor.shape.Length - 2);
        for (var i = 0; i < leading; i++)
            tensor = tensor[0];
        var shape = tensor.shape;
        var (rows, columns) = shape switch { [] => (1L, 1L), [var length] => (1L, length), _ => (shape[0], shape[1]) };
        var matrix = tensor.reshape(rows, columns);
        var (shownRows, shownColumns) = ((int)Math.Min(rows, MaxRows), (int)Math.Min(columns, MaxColumns));
        var texts = Texts(matrix.narrow(0, 0, shownRows).narrow(1, 0, shownColumns));
        var isCut = (Right: columns > shownColumns, Below: rows > shownRows);
        List<IReadOnlyList<string>> table = [];
        for (var row = 0; row < shownRows; row++)
            table.Add([Name(row), .. texts[(row * shownColumns)..((row + 1) * shownColumns)], .. isCut.Right ? ["…"] : Array.Empty<string>()]);
        if (isCut.Below)
            table.Add(["…", .. Enumerable.Repeat("…", shownColumns)]);
        var corner = leading > 0 ? $"[{string.Join(", ", Enumerable.Repeat("0", leading))}, :, :]" : "";
        string[] head = shape.Length == 0 ? [] : [corner, .. Enumerable.Range(0, shownColumns).Select(column => column.ToString(CultureInfo.InvariantCulture)), .. isCut.Right ? ["…"] : Array.Empty<string>()];
        return new(head, table, 1);

        string Name(int row) => shape.Length < 2 ? "" : row.ToString(CultureInfo.InvariantCulture);
    }

    static string[] Texts(Tensor values)
    {
        if (values.is_complex())
            return [.. Texts(values.real).Zip(Texts(values.imag), (real, imaginary) => $"{real}{(imaginary[0] is '\u2212' ? "" : "+")}{imaginary}i")];
        if (values.dtype == ScalarType.Bool)
            return [.. values.to(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray().Select(value => value == 0 ? "false" : "true")];
        if (!values.is_floating_point())
            return [.. values.to(ScalarType.Int64).cpu().contiguous().data<long>().ToArray().Select(value => Sign(value.ToString(CultureInfo.InvariantCulture)))];
        return [.. values.to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray().Select(value => Sign(Numbers.Short(value)))];
    }

    static string Sign(string number) => number.Replace('-', '\u2212');
}
