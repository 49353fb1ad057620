using System.Globalization;
using System.Text.RegularExpressions;
using Marginalia.Architectures;

namespace Marginalia.Tests.Architectures;

/// <summary>The table of networks in docs/architectures.md: every network once, with its file, and the figures that a layer table gives.</summary>
public partial class ArchitectureTableTests
{
    private static readonly int[] Outputs = [15, 1, 3];

    /// <summary>Each network of the table on the small backbone.</summary>
    private static readonly Dictionary<string, Func<MultiTaskModule>> Networks = new()
    {
        [nameof(HardSharing)] = () => new HardSharing(new ConvNet(), Outputs),
        [nameof(UNet)] = () => new UNet(Outputs),
        [nameof(SegNet)] = () => new SegNet(Outputs),
        [nameof(CrossStitch)] = () => new CrossStitch(_ => new ConvNet(), Outputs),
        [nameof(Sluice)] = () => new Sluice(_ => new ConvNet(), Outputs),
        [nameof(NddrCnn)] = () => new NddrCnn(_ => new ConvNet(), Outputs),
        [nameof(Mtan)] = () => new Mtan(new ConvNet(), Outputs),
        [nameof(MtanSegNet)] = () => new MtanSegNet(Outputs),
        [nameof(Mmoe)] = () => new Mmoe(_ => new ConvNet(), 3, Outputs),
        [nameof(DSelectK)] = () => new DSelectK(_ => new ConvNet(), 4, 2, Outputs),
        [nameof(Cgc)] = () => new Cgc(_ => new ConvNet(), Outputs),
        [nameof(Ple)] = () => new Ple(_ => new ConvNet(), Outputs),
        [nameof(LearningToBranch)] = () => new LearningToBranch(_ => new ConvNet(), Outputs),
        [nameof(Astmt)] = () => new Astmt(new ConvNet(), Outputs),
        [nameof(Rcm)] = () => new Rcm(new ConvNet(), Outputs),
        [nameof(ResidualAdapters)] = () => new ResidualAdapters(Outputs),
        [nameof(PadNet)] = () => new PadNet(new ConvNet(), Outputs),
        [nameof(PapNet)] = () => new PapNet(new ConvNet(), Outputs),
        [nameof(Jtrl)] = () => new Jtrl(new ConvNet(), Outputs[..2]),
        [nameof(MtiNet)] = () => new MtiNet(new ConvNet(), Outputs),
        [nameof(EigenFergus)] = () => new EigenFergus(new ConvNet(), Outputs),
    };

    [Fact]
    public void Every_network_for_dense_prediction_is_listed_once()
    {
        Type[] others = [typeof(LeNet), typeof(MultiHeadMlp), typeof(ImageClassifier), typeof(UniversalNetwork)]; // of vectors and whole images; around another network
        Assert.Equal(
            typeof(HardSharing).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(MultiTaskModule)) && !type.IsAbstract).Except(others).Select(type => type.Name).Order(),
            Rows().Select(row => row.Groups["name"].Value).Order());
    }

    [Fact]
    public void Files_parameters_and_multiplications_are_what_the_table_says()
    {
        var rows = Rows();
        string Listed(Func<Match, string> of) => string.Join('\n', rows.Select(of));
        string expected = Listed(row => FiguresOf(row.Groups["name"].Value)), listed = Listed(row => $"{row.Groups["name"]}: {row.Groups["shared"]} | {row.Groups["own"]} | {row.Groups["macs"]}");
        Assert.True(expected == listed, "docs/architectures.md should have\n" + expected);
        Assert.All(rows, row => Assert.EndsWith($"/{row.Groups["name"].Value}.cs", row.Groups["file"].Value));
        Assert.All(rows, row => Assert.True(File.Exists(Repository.PathTo("docs", row.Groups["file"].Value)), row.Value));
    }

    private static string FiguresOf(string name)
    {
        using var network = Networks[name]();
        var table = LayerTable.Of(network, 3, 48, 64);
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {table.SharedParameters / 1e3:0} k | {table.TaskParameters.Sum() / 1e3:0} k | {table.Macs / 1e6:0} M");
    }

    private static MatchCollection Rows() => Row().Matches(File.ReadAllText(Repository.PathTo("docs", "architectures.md")));

    [GeneratedRegex(@"^\| \[`(?<name>\w+)`\]\((?<file>[^)]+)\) \|[^|]*\|[^|]*\| (?<shared>[^|]*) \| (?<own>[^|]*) \| (?<macs>[^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
