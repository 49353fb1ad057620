namespace Marginalia.Datasets.Fetching;

/// <summary>What one archive may hold at most.</summary>
/// <param name="Entries">Files and folders.</param>
/// <param name="Ratio">Bytes unpacked for each byte packed, once <paramref name="Grace"/> is passed.</param>
/// <param name="Grace">Unpacked bytes from which on the ratio counts.</param>
sealed record UnpackLimits(long Entries = 4_000_000, double Ratio = 200, long Grace = 64 << 20);
