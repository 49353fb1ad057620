namespace Microsoft.DotNet.Interactive.Formatting.TabularData;

/// <summary>A table as JSON.</summary>
/// <param name="json">The JSON.</param>
public class TabularDataResourceJsonString(string json) : JsonString(json);
