using Marginalia.Kit.Claims;

namespace Marginalia.Kit.Running;

/// <summary>What came of one notebook.</summary>
/// <param name="Shown">Its path as the user sees it.</param>
/// <param name="Problem">Why it did not succeed, in a few words, or null.</param>
/// <param name="Claims">The claims that it showed.</param>
/// <param name="Time">How long it took.</param>
internal sealed record RunOutcome(string Shown, string? Problem, IReadOnlyList<Claim> Claims, TimeSpan Time);
