using Microsoft.AspNetCore.Html;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>A text that is JSON.</summary>
/// <param name="json">The JSON.</param>
public class JsonString(string json) : HtmlString(json);
