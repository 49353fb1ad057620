namespace Marginalia.Kernel.Tests.Jupyter;

/// <summary>A reply, and what was published for the request from busy to idle.</summary>
public sealed record TestExchange(TestMessage Reply, IReadOnlyList<TestMessage> Published)
{
    /// <summary>All that was published, in short.</summary>
    public string Short => string.Join(" | ", Published.Select(message => message.Short));

    public TestMessage Only(string type) => Published.Single(message => message.Type == type);
}
