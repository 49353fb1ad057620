using Marginalia.Datasets;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Tests;

public class Contact
{
    private static void Sheet(string name, int columns, params Tensor[] rows)
    {
        var lines = rows.Select(r => cat([.. Enumerable.Range(0, columns).Select(i => nn.functional.pad(r[i].expand(3, r.shape[2], r.shape[3]), [1, 1, 1, 1], value: 0.5))], 2)).ToArray();
        var all = cat(lines, 1).unsqueeze(0);
        all = nn.functional.interpolate(all, scale_factor: [3, 3], mode: InterpolationMode.Nearest)[0];
        torchvision.io.write_png((all * 255).round().to(ScalarType.Byte), $"/tmp/b6/{name}.png");
    }

    [Fact]
    public void Sheets()
    {
        Tensor G(GlyphsDesign d) => new Glyphs(Split.Train, 40, design: d)["image"];
        var all = GlyphsDesign.Digits + GlyphsDesign.Letters;
        var still = new GlyphsDesign(MaxShift: 0, MaxAngle: 0, MaxShear: 0, MinScale: 1, MaxScale: 1, Noise: 0, Alphabet: all);
        var g = new Glyphs(Split.Train, 2000, design: still);
        var labels = g["label"].data<long>().ToArray();
        var font = stack(Enumerable.Range(0, 36).Select(k => g["image"][Array.IndexOf(labels, (long)k)]).ToArray());
        Sheet("font", 18, font, font.narrow(0, 18, 18));
        Sheet("glyphs", 16, [G(new()), G(new(Elastic: 2)), G(new(Alphabet: GlyphsDesign.Letters))]);
        Sheet("domains", 16, [.. Enum.GetValues<GlyphAppearance>().Skip(1).Select(a => G(GlyphsDesign.Domain(a))), G(GlyphsDesign.Shortcut with { ColourBias = 1 })]);
        var w = new WovenDefects(Split.Test, 40);
        var h = new WovenDefects(Split.Test, 40, design: WovenDefectsDesign.Hard);
        Sheet("woven", 16, w["image"], w["clean"], w["mask"], h["image"], h["clean"], h["mask"]);
    }
}
