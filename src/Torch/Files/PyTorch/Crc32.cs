namespace TorchSharp;

/// <summary>The checksum of zip archives (ISO 3309), eight bytes at a time.</summary>
sealed class Crc32
{
    const uint Polynomial = 0xEDB88320;
    static readonly uint[] Tables = Build();
    uint state = uint.MaxValue;

    internal uint Value => ~state;

    static uint[] Build()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? value >> 1 ^ Polynomial : value >> 1;
            tables[i] = value;
        }
        for (var i = 256; i < tables.Length; i++) tables[i] = tables[i - 256] >> 8 ^ tables[tables[i - 256] & 255];
        return tables;
    }

    internal void Add(ReadOnlySpan<byte> data)
    {
        var (crc, tables) = (state, Tables);
        for (; data.Length >= 8; data = data[8..])
        {
            var low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data);
            crc = tables[1792 + (low & 255)] ^ tables[1536 + (low >> 8 & 255)] ^ tables[1280 + (low >> 16 & 255)] ^ tables[1024 + (low >> 24)]
                ^ tables[768 + data[4]] ^ tables[512 + data[5]] ^ tables[256 + data[6]] ^ tables[data[7]];
        }
        foreach (var value in data) crc = crc >> 8 ^ tables[(crc ^ value) & 255];
        state = crc;
    }
}
