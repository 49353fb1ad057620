using System.Security.Cryptography;
using static TorchSharp.torch;

namespace Marginalia.Tests;

/// <summary>Short fingerprints of tensors, for what must never change.</summary>
internal static class Fingerprint
{
    /// <summary>Of values 0 .. 1 as bytes.</summary>
    public static string OfBytes(Tensor values) => Of([.. Numbers.ToArray(values).Select(value => (byte)Math.Round(255 * value))]);

    /// <summary>Of float32 values, bit by bit.</summary>
    public static string OfBits(Tensor values) =>
        Of([.. Numbers.ToArray(values).SelectMany(value => BitConverter.GetBytes((float)value))]);

    private static string Of(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes))[..16];
}
