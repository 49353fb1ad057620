namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>
/// Names what makes a type's formatters. Any attribute of this name does, in any namespace; on an assembly it brings formatters for
/// other assemblies' types, which each formatter names in <c>Type Type</c>.
/// </summary>
/// <param name="formatterSourceType">Has a parameterless constructor and <c>CreateTypeFormatters()</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Assembly, AllowMultiple = true)]
public class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>What makes the formatters.</summary>
    public Type FormatterSourceType => formatterSourceType;

    /// <summary>The MIME types that values are shown in; text/html if null.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}
