using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, element type and device, for example <c>[2x3], type = Float32, device = cpu</c>.</summary>
        public override string ToString() => $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>The tensor in one of several styles.</summary>
        /// <param name="style">Which.</param>
        /// <param name="fltFormat">The format of floating-point numbers, that of <see cref="set_printoptions(TensorStringStyle?, string, int?, string, int?, int?)"/>, "g5" at first, if null.</param>
        /// <param name="width">The length of a line in Julia's style, the common one, 100 at first, if null.</param>
        /// <param name="cultureInfo">Decides the decimal point; invariant if null.</param>
        /// <param name="newLine">What ends a line, the common one if null.</param>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default) style = TensorStringStyle;
            if (style == TensorStringStyle.Metadata) return ToString();
            using var scope = NewDisposeScope();
            var text = new TensorText(this, fltFormat, width, cultureInfo, newLine);
            return style switch
            {
                TensorStringStyle.Julia => ToString() + JuliaStyle.Write(text),
                TensorStringStyle.Numpy => NestedStyle.Numpy(text),
                TensorStringStyle.CSharp => ToString() + NestedStyle.CSharp(text, dtype),
                _ => throw new ArgumentOutOfRangeException(nameof(style), style, "not a style of tensors"),
            };
        }

        /// <summary>With the elements in the default style if <paramref name="disamb"/>, else as <see cref="ToString()"/>.</summary>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();
    }
}
