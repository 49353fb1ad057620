using System.IO.Compression;

namespace Marginalia.Notebooks.Tests;

/// <summary>The cells of a notebook also run on the real data set's layout, with the paper's network: here on a tiny folder, for a few steps.</summary>
public class PaperScaleTests
{
    [Theory]
    [InlineData("architectures/eigen-fergus.ipynb")]
    [InlineData("architectures/mtan.ipynb")]
    [InlineData("balancing/gradnorm-dense.ipynb")]
    [InlineData("architectures/universal-representations.ipynb")]
    public async Task The_papers_cells_run_on_NYUv2(string notebook)
    {
        using var folder = new TemporaryFolder();
        NyuV2Folder.Write(folder["nyuv2"]);
        await RunsOn(folder["nyuv2"], notebook, folder);
    }

    [Fact]
    public async Task The_surveys_cells_run_on_its_two_data_sets()
    {
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(
            Repository.PathTo("tests", "Notebooks.Tests", "Fixtures", "survey-folders.zip"), folder["data"], TestContext.Current.CancellationToken);
        await RunsOn(folder["data"], "architectures/dense-prediction-survey.ipynb", folder);
    }

    [Fact]
    public async Task The_papers_cells_run_on_CIFAR_10()
    {
        using var folder = new TemporaryFolder();
        Cifar10Folder.Write(folder["cifar"]);
        await RunsOn(folder["cifar"], "training/gradinit.ipynb", folder);
    }

    static async Task RunsOn(string data, string notebook, TemporaryFolder folder)
    {
        var result = await KitProcess.Run(
            Repository.Root,
            ["run", $"notebooks/{notebook}", "--quick", "-p", "paper=true", "-p", $"data={data}", "--out", folder["out"]],
            limit: TimeSpan.FromSeconds(300));
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}\n{result.Output}\n{result.Error}");
    }
}
