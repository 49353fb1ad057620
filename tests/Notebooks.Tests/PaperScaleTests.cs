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
        await PaperRun.Passes(notebook, folder, $"data={folder["nyuv2"]}");
    }

    [Fact]
    public async Task The_surveys_cells_run_on_its_two_data_sets()
    {
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(
            Repository.PathTo("tests", "Notebooks.Tests", "Fixtures", "survey-folders.zip"), folder["data"], TestContext.Current.CancellationToken);
        await PaperRun.Passes("architectures/dense-prediction-survey.ipynb", folder, $"data={folder["data"]}");
    }

    [Fact]
    public async Task The_papers_cells_run_on_CIFAR_10()
    {
        using var folder = new TemporaryFolder();
        Cifar10Folder.Write(folder["cifar"]);
        await PaperRun.Passes("training/gradinit.ipynb", folder, $"data={folder["cifar"]}");
    }
}
