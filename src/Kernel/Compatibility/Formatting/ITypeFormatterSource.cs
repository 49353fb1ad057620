namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Makes the formatters that a type brings along; see <see cref="TypeFormatterSourceAttribute"/>.</summary>
public interface ITypeFormatterSource
{
    /// <summary>The formatters.</summary>
    IEnumerable<ITypeFormatter> CreateTypeFormatters();
}
