using System.Globalization;
using System.Text;

namespace Marginalia.Kernel.Documents;

/// <summary>The <c>\uXXXX</c> escapes of JSON text.</summary>
internal static class JsonEscapes
{
    /// <summary>Whether a character beyond ASCII is written as an escape.</summary>
    public static bool BeyondAscii(ReadOnlySpan<byte> json)
    {
        for (var at = 0; Next(json, ref at) is { } code;)
            if (code >= 128)
                return true;
        return false;
    }

    /// <summary>
    /// The text with U+FFFD, in the same number of bytes, for each half of a surrogate pair that stands alone: Python writes such halves,
    /// no string of .NET's JSON holds them. The same array when there is none.
    /// </summary>
    public static byte[] WithoutLoneSurrogates(byte[] json)
    {
        var result = json;
        var high = -1; // where a first half waits for its second
        for (var at = 0; Next(json, ref at) is { } code;)
        {
            if (char.IsLowSurrogate(code) && high == at - 12)
            {
                high = -1;
                continue;
            }
            Replace(high);
            high = -1;
            if (char.IsHighSurrogate(code))
                high = at - 6;
            else if (char.IsLowSurrogate(code))
                Replace(at - 6);
        }
        Replace(high);
        return result;

        void Replace(int start)
        {
            if (start < 0)
                return;
            if (result == json)
                result = [.. json];
            Encoding.ASCII.GetBytes(@"\ufffd").CopyTo(result, start);
        }
    }

    // Moves behind the next \uXXXX.
    static char? Next(ReadOnlySpan<byte> json, ref int at)
    {
        while (json[at..].IndexOf((byte)'\\') is >= 0 and var skipped)
        {
            at += skipped;
            if (at + 6 <= json.Length && json[at + 1] == 'u' && ushort.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                at += 6;
                return (char)code;
            }
            at = Math.Min(at + 2, json.Length);
        }
        return null;
    }
}
