using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Marginalia.Datasets.RoomScenes;

/// <summary>The tensors that have one number for each pixel of a <see cref="RoomFrame"/> and need nothing but it.</summary>
internal static class RoomPictures
{
    /// <summary>Added to the split, it names the stream of the noise.</summary>
    private const int NoiseStream = 16;

    /// <summary>A plane without its padding.</summary>
    public static void Copy(RoomFrame frame, float[] plane, Span<float> to)
    {
        int width = frame.Design.Width;
        for (int y = 0; y < frame.Design.Height; y++)
            plane.AsSpan(y * frame.Stride, width).CopyTo(to[(y * width)..]);
    }

    /// <summary>A number of what every pixel shows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Label(RoomFrame frame, Func<RoomSurface, long> number, Span<long> to)
    {
        var numbers = Array.ConvertAll(frame.Surfaces, surface => number(surface));
        int width = frame.Design.Width;
        for (int y = 0; y < frame.Design.Height; y++)
            for (int x = 0; x < width; x++)
                to[y * width + x] = numbers[frame.Surface[y * frame.Stride + x]];
    }

    /// <summary>The colours with the sensor's noise, rounded to 8 bits; the noise is drawn row by row, red before green before blue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WriteImage(RoomFrame frame, Span<float> to)
    {
        var (design, random) = (frame.Design, new SeededRandom(frame.Key.Seed, (long)frame.Key.Split + NoiseStream, frame.Key.Index));
        int width = design.Width, pixels = design.Height * width;
        var row = new float[frame.Stride];
        var noise = Vector256.Create((float)design.Noise);
        for (int y = 0; y < design.Height; y++)
            for (int channel = 0; channel < 3; channel++)
            {
                float[] plane = channel switch { 0 => frame.Red, 1 => frame.Green, _ => frame.Blue };
                if (design.Noise > 0)
                    random.FillBells(row.AsSpan(0, width));
                for (int x = 0; x < row.Length; x += Lanes.Count)
                {
                    var value = Vector256.Create(plane, y * frame.Stride + x) + noise * Vector256.Create(row, x);
                    var shade = Vector256.Floor(value * Vector256.Create(255f) + Vector256.Create(0.5f));
                    (Lanes.Clamp(shade, 0, 255) / Vector256.Create(255f)).CopyTo(row, x);
                }

                row.AsSpan(0, width).CopyTo(to[(channel * pixels + y * width)..]);
                if (design.Noise == 0)
                    Array.Clear(row);
            }
    }
}
