using System.Globalization;

namespace TorchSharp;

/// <summary>A 16-bit floating-point number with the range of a float and 8 bits of precision.</summary>
public readonly struct BFloat16 : IComparable, IComparable<BFloat16>, IEquatable<BFloat16>, IFormattable
{
    const ushort QuietNaN = 0x7FC0;

    readonly ushort bits;

    BFloat16(ushort bits) => this.bits = bits;

    /// <summary>The nearest number; the even one of two that are equally near.</summary>
    public BFloat16(float f)
    {
        var single = BitConverter.SingleToUInt32Bits(f);
        bits = float.IsNaN(f) ? QuietNaN : (ushort)((single + 0x7FFF + (single >> 16 & 1)) >> 16);
    }

    /// <summary>0.</summary>
    public static readonly BFloat16 Zero = new((ushort)0);

    /// <summary>1.</summary>
    public static readonly BFloat16 One = new((ushort)0x3F80);

    /// <summary>The distance from 1 to the next number, 2^-7.</summary>
    public static readonly BFloat16 Epsilon = new((ushort)0x3C00);

    /// <summary>The smallest positive number of full precision.</summary>
    public static readonly BFloat16 MinNormal = new((ushort)0x0080);

    /// <summary>The smallest positive number.</summary>
    public static readonly BFloat16 SmallestSubnormal = new((ushort)0x0001);

    /// <summary>The largest finite number.</summary>
    public static readonly BFloat16 MaxValue = new((ushort)0x7F7F);

    /// <summary>The least finite number, -<see cref="MaxValue"/>.</summary>
    public static readonly BFloat16 MinValue = new((ushort)0xFF7F);

    /// <summary>Not a number.</summary>
    public static readonly BFloat16 NaN = new(QuietNaN);

    /// <summary>Infinity.</summary>
    public static readonly BFloat16 PositiveInfinity = new((ushort)0x7F80);

    /// <summary>Minus infinity.</summary>
    public static readonly BFloat16 NegativeInfinity = new((ushort)0xFF80);

    /// <summary>The number with the given bits.</summary>
    public static BFloat16 FromRawValue(ushort rawValue) => new(rawValue);

    /// <summary>The same number as a float.</summary>
    public float ToSingle() => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>True for numbers that are neither infinite nor NaN.</summary>
    public static bool IsFinite(BFloat16 bf) => float.IsFinite(bf.ToSingle());

    /// <summary>True for the two infinities.</summary>
    public static bool IsInfinity(BFloat16 bf) => float.IsInfinity(bf.ToSingle());

    /// <summary>True for NaN.</summary>
    public static bool IsNaN(BFloat16 bf) => float.IsNaN(bf.ToSingle());

    /// <summary>True for minus infinity.</summary>
    public static bool IsNegativeInfinity(BFloat16 bf) => bf.bits == NegativeInfinity.bits;

    /// <summary>True for infinity.</summary>
    public static bool IsPositiveInfinity(BFloat16 bf) => bf.bits == PositiveInfinity.bits;

    public static explicit operator BFloat16(float f) => new(f);
    public static explicit operator BFloat16(double d) => new((float)d);
    public static explicit operator float(BFloat16 bf) => bf.ToSingle();
    public static explicit operator double(BFloat16 bf) => bf.ToSingle();

    public static BFloat16 operator +(BFloat16 a, BFloat16 b) => new(a.ToSingle() + b.ToSingle());
    public static BFloat16 operator -(BFloat16 a, BFloat16 b) => new(a.ToSingle() - b.ToSingle());
    public static BFloat16 operator *(BFloat16 a, BFloat16 b) => new(a.ToSingle() * b.ToSingle());
    public static BFloat16 operator /(BFloat16 a, BFloat16 b) => new(a.ToSingle() / b.ToSingle());
    public static BFloat16 operator %(BFloat16 a, BFloat16 b) => new(a.ToSingle() % b.ToSingle());
    public static BFloat16 operator -(BFloat16 a) => new((ushort)(a.bits ^ 0x8000));

    public static bool operator ==(BFloat16 a, BFloat16 b) => a.ToSingle() == b.ToSingle();
    public static bool operator !=(BFloat16 a, BFloat16 b) => a.ToSingle() != b.ToSingle();
    public static bool operator <(BFloat16 a, BFloat16 b) => a.ToSingle() < b.ToSingle();
    public static bool operator <=(BFloat16 a, BFloat16 b) => a.ToSingle() <= b.ToSingle();
    public static bool operator >(BFloat16 a, BFloat16 b) => a.ToSingle() > b.ToSingle();
    public static bool operator >=(BFloat16 a, BFloat16 b) => a.ToSingle() >= b.ToSingle();

    /// <summary>Orders numbers by size, NaN before all others.</summary>
    /// <exception cref="ArgumentException"><paramref name="obj"/> is of another type.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        BFloat16 other => CompareTo(other),
        _ => throw new ArgumentException($"Expected a {nameof(BFloat16)}, got a {obj.GetType().Name}.", nameof(obj)),
    };

    public int CompareTo(BFloat16 other) => ToSingle().CompareTo(other.ToSingle());

    /// <summary>True for equal numbers, and for NaN and NaN.</summary>
    public bool Equals(BFloat16 other) => ToSingle().Equals(other.ToSingle());

    public override bool Equals(object? obj) => obj is BFloat16 other && Equals(other);

    public override int GetHashCode() => ToSingle().GetHashCode();

    /// <summary>The number as a float is written.</summary>
    public override string ToString() => ToSingle().ToString(CultureInfo.CurrentCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => ToSingle().ToString(format, formatProvider);
}
