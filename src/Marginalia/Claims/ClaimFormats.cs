namespace Marginalia.Claims;

/// <summary>How notebook engines render a <see cref="Claim"/>.</summary>
internal sealed class ClaimFormats
{
    readonly object[] formatters =
    [
        new MimeFormatter<Claim>("text/html", claim => claim.ToHtml()),
        new MimeFormatter<Claim>("text/plain", claim => claim.ToString()),
        new MimeFormatter<Claim>(Claim.MimeType, claim => claim.ToJson()),
    ];

    /// <summary>The formatters, found by reflection.</summary>
    public IEnumerable<object> CreateTypeFormatters() => formatters;
}
