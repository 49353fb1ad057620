using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Marginalia.Architectures;

/// <summary>
/// A part of HRNet: residual blocks on each map, then every map becomes the sum of all maps, brought to its size (by convolutions of 3 x 3 and stride 2,
/// or by a convolution of 1 x 1 and bilinear enlarging), and ReLU.
/// </summary>
internal sealed class HrNetModule : nn.Module<Tensor[], Tensor[]>
{
    private readonly ModuleList<Sequential> branches;
    private readonly ModuleList<ModuleList<Sequential>> fuse;

    public HrNetModule(int[] widths, int blocks, double momentum, Generator generator, ScalarType dtype)
        : base(nameof(HrNetModule))
    {
        branches = new([.. widths.Select(width => nn.Sequential(Enumerable.Range(0, blocks).Select(_ =>
            new ResidualBlock(width, width, generator, dtype, momentum: momentum))))]);
        fuse = new([.. widths.Select((_, to) => new ModuleList<Sequential>([.. widths.Select((_, from) => nn.Sequential(Path(from, to)))]))]);
        RegisterComponents();

        // Downwards every step halves the map, and only the last changes the channels and has no ReLU.
        IEnumerable<nn.Module<Tensor, Tensor>> Path(int from, int to) => from >= to
            ? from == to ? [] : [new ResNetStem(widths[from], widths[to], 1, 1, generator, dtype, momentum: momentum, activate: false)]
            : Enumerable.Range(from + 1, to - from).Select(step => new ResNetStem(
                widths[from], step == to ? widths[to] : widths[from], 3, 2, generator, dtype, momentum: momentum, activate: step < to));
    }

    public override Tensor[] forward(Tensor[] input)
    {
        Tensor[] maps = [.. input.Zip(branches, (map, branch) => branch.call(map))];
        return [.. fuse.Select((paths, to) => nn.functional.relu(Sum(maps, paths, to)))];
    }

    /// <summary>In the order of the maps.</summary>
    private static Tensor Sum(Tensor[] maps, ModuleList<Sequential> paths, int to)
    {
        var sum = Bring(0);
        for (int from = 1; from < maps.Length; from++)
            sum = sum + Bring(from);
        return sum;

        Tensor Bring(int from)
        {
            if (from == to)
                return maps[from];
            var map = paths[from].call(maps[from]);
            return from < to ? map : nn.functional.interpolate(map, size: maps[to].shape[2..], mode: InterpolationMode.Bilinear, align_corners: false);
        }
    }
}
