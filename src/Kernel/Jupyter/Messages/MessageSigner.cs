using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Marginalia.Kernel.Jupyter.Messages;

/// <summary>Signs what the kernel sends and checks what it receives: HMAC-SHA256 over the four parts of a message. Without a key nothing is signed.</summary>
/// <param name="key">The connection file's key.</param>
internal sealed class MessageSigner(string key)
{
    const int Remembered = 1 << 16;

    readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    readonly HashSet<(UInt128, UInt128)> _seen = [];
    readonly Queue<(UInt128, UInt128)> _order = [];

    /// <summary>The signature, in hexadecimal.</summary>
    public byte[] Sign(ReadOnlySpan<byte[]> parts) => _key.Length == 0 ? [] : Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Hash(parts)));

    /// <summary>Checks a received message. For one thread.</summary>
    /// <exception cref="MessageException">It is unsigned, wrongly signed or has come before.</exception>
    public void Check(byte[] signature, ReadOnlySpan<byte[]> parts)
    {
        if (_key.Length == 0)
            return;
        if (signature.Length == 0)
            throw new MessageException("it is not signed");
        var hash = Hash(parts);
        if (!CryptographicOperations.FixedTimeEquals(signature, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash))))
            throw new MessageException("its signature is wrong");
        var mark = (BinaryPrimitives.ReadUInt128LittleEndian(hash), BinaryPrimitives.ReadUInt128LittleEndian(hash.AsSpan(16)));
        if (!_seen.Add(mark))
            throw new MessageException("it has been sent before");
        _order.Enqueue(mark);
        if (_order.Count > Remembered)
            _seen.Remove(_order.Dequeue());
    }

    byte[] Hash(ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
            hash.AppendData(part);
        return hash.GetHashAndReset();
    }
}
