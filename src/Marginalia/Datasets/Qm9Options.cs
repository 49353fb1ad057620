namespace Marginalia.Datasets;

/// <summary>How <see cref="Qm9"/> is read.</summary>
/// <param name="Cutoff">Atoms that are nearer than this, in angstrom, are joined by an edge; null joins those that are bonded.</param>
/// <param name="Atomization">Whether U0, U, H and G are without those of the free atoms.</param>
/// <param name="Exclude">The owners' file <c>uncharacterized.txt</c>: 3,054 molecules that failed their consistency check and are left out; null keeps them.</param>
/// <param name="Validation">Molecules for validation.</param>
/// <param name="Test">Molecules for testing; all others are for training.</param>
/// <param name="Seed">Seed of the division, which the owners did not make.</param>
public sealed record Qm9Options(
    double? Cutoff = null, bool Atomization = false, string? Exclude = null, int Validation = 10_000, int Test = 10_000, long Seed = 7);
