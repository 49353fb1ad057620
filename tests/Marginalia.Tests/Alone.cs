namespace Marginalia.Tests;

/// <summary>Tests that look at torch's default generator, which all threads share: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
