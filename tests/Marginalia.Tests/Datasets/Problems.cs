using Marginalia.Datasets;

namespace Marginalia.Tests.Datasets;

/// <summary>What <see cref="SampleDataset.Verify"/> finds.</summary>
internal static class Problems
{
    public static IReadOnlyList<string> Of(SampleDataset data) => data.Verify(cancellation: TestContext.Current.CancellationToken);
}
