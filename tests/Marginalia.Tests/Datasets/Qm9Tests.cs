using Marginalia.Datasets;
using TorchSharp;

namespace Marginalia.Tests.Datasets;

public class Qm9Tests
{
    /// <summary>The first molecule of the set.</summary>
    private const string Methane =
        "5\ngdb 1\t157.7118\t157.70997\t157.70699\t0.\t13.21\t-0.3877\t0.1171\t0.5048\t35.3641\t0.044749\t-40.47893\t-40.476062\t-40.475117\t-40.498597\t6.469\t\n"
        + "C\t-0.0126981359\t 1.0858041578\t 0.0080009958\t-0.535689\nH\t 0.002150416\t-0.0060313176\t 0.0019761204\t 0.133921\n"
        + "H\t 1.0117308433\t 1.4637511618\t 0.0002765748\t 0.133922\nH\t-0.540815069\t 1.4475266138\t-0.8766437152\t 0.133923\n"
        + "H\t-0.5238136345\t 1.4379326443\t 0.9063972942\t 0.133923\n"
        + "1341.307\t1341.3284\t1341.365\t1562.6731\t1562.7453\t3038.3205\t3151.6034\t3151.6788\t3151.7078\nC\tC\t\nInChI=1S/CH4/h1H4\tInChI=1S/CH4/h1H4\n";

    private static readonly Qm9Options All = new(Validation: 0, Test: 0);

    [Fact]
    public void Methane_has_four_bonds_and_the_properties_of_its_file()
    {
        using var folder = new DataFolder();
        folder.Text("dsgdb9nsd_000001.xyz", Methane);
        using var data = new Qm9(folder.Path, Split.Train, All);
        using var methane = data.Read(0);
        Assert.Equal(data.Names, methane.Names);
        Assert.Equal([6, 1, 1, 1, 1], methane["atomic_numbers"].data<long>().ToArray()[..5]);
        Assert.Equal(15, methane["atomic_numbers"].sum().ToInt64() + 5);
        Assert.Equal([0, 1, 0, 0, 0, 1, 0, 0, 0, 0], methane["nodes"].narrow(0, 0, 2).reshape(-1).data<float>().ToArray());
        Assert.Equal(5, methane["nodes"].sum().ToDouble());
        Assert.Equal([-0.0126981359f, 1.0858041578f, 0.0080009958f], methane["positions"][0].data<float>().ToArray());
        Assert.Equal([0, 1, 1, 1, 1, 0], methane["edges"][0].data<float>().ToArray()[..6]);
        Assert.Equal(8, methane["edges"].sum().ToDouble());
        Assert.Equal(0, (methane["edges"] - methane["edges"].t()).abs().sum().ToDouble());
        double[] expected = [157.7118, 157.70997, 157.70699, 0, 13.21, -0.3877, 0.1171, 0.5048, 35.3641, 0.044749, -40.47893, -40.476062, -40.475117, -40.498597, 6.469];
        Assert.Equal(expected.Select(value => (float)value), Qm9.Properties.Select(property => methane[property.Name].ToSingle()));
        Assert.Equal([29, 5], methane["nodes"].shape);
        Assert.Equal([29, 29], methane["edges"].shape);
    }

    [Fact]
    public void Energies_without_the_free_atoms_are_those_of_other_libraries()
    {
        using var folder = new DataFolder();
        folder.Text("dsgdb9nsd_000001.xyz", Methane);
        using var data = new Qm9(folder.Path, Split.Train, All with { Atomization = true });
        using var methane = data.Read(0);
        Assert.Equal(-17.172182, methane["U0"].ToSingle() * 27.211386, 1e-5); // eV, as PyTorch Geometric has it
        Assert.Equal([-0.635279, -0.639058, -0.593572], new[] { "U", "H", "G" }.Select(name => Math.Round(methane[name].ToSingle(), 6)));
        Assert.Equal(-0.3877f, methane["homo"].ToSingle());
    }

    [Fact]
    public void Edges_join_what_is_bonded_or_nearer_than_the_cutoff()
    {
        using var folder = new DataFolder();
        string properties = "gdb 2 " + string.Join(' ', Enumerable.Repeat("1", 15));
        folder.Text("dsgdb9nsd_000002.xyz", $"4\n{properties}\nO 0 0 0 0\nF 1.67 0 0 0\nN 0 0 1.83 0\nC 0 1.86*^0 -1.0*^-3 0\n");
        static float[] First(DataFolder folder, Qm9Options options)
        {
            using var data = new Qm9(folder.Path, Split.Train, options);
            using var sample = data.Read(0);
            return sample["edges"][0].data<float>().ToArray()[..4];
        }

        // Radii O 0.66, F 0.57, N 0.71, C 0.76: bonds up to 1.68, 1.82 and 1.87.
        Assert.Equal([0, 1, 0, 1], First(folder, All));
        Assert.Equal([0, 1, 0, 0], First(folder, All with { Cutoff = 1.7 }));
        Assert.Equal([0, 1, 1, 1], First(folder, All with { Cutoff = 5 }));
    }

    [Fact]
    public void Molecules_are_divided_by_a_seed_and_may_be_left_out()
    {
        using var folder = new DataFolder();
        for (int i = 1; i <= 10; i++)
            folder.Text($"dsgdb9nsd_{i:000000}.xyz", Methane.Replace("6.469", $"{i}."));
        string list = folder.Text("uncharacterized.txt", "Molecules that failed\n\n=====\n Index  SMILES  Levenshtein\n=====\n     3  C#N  CC  1\n    10  CC  C 2\n=====\n3054 compounds\n");
        var options = new Qm9Options(Validation: 2, Test: 3);
        double[] Molecules(Split split, Qm9Options given)
        {
            using var data = new Qm9(folder.Path, split, given);
            return [.. Enumerable.Range(0, data.Count).Select(i =>
            {
                using var sample = data.Read(i);
                return sample["Cv"].ToDouble();
            })];
        }

        double[][] parts = [.. Enum.GetValues<Split>().Select(split => Molecules(split, options))];
        Assert.Equal([5, 2, 3], parts.Select(part => part.Length));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (double)i), parts.SelectMany(part => part).Order());
        Assert.NotEqual(parts[0], Molecules(Split.Train, options with { Seed = 8 }));
        Assert.Equal([1, 2, 4, 5, 6, 7, 8, 9], Molecules(Split.Train, All with { Exclude = list }));
        Assert.Contains("leave none of 10", Assert.Throws<ArgumentOutOfRangeException>(() => new Qm9(folder.Path, Split.Train)).Message);
        Assert.Contains("no line that starts with the number", Assert.Throws<DatasetException>(() => new Qm9(folder.Path, Split.Train, All with { Exclude = folder.Text("other.txt", "none\n") })).Message);
    }

    [Theory]
    [InlineData("5\n", "30\n", "line 1: there are 30 atoms; expected 1 .. 29")]
    [InlineData("5\n", "five\n", "line 1: 'five' is no whole number")]
    [InlineData("\t6.469", "", "line 2: expected 'gdb', the number of the molecule and 15 properties")]
    [InlineData("-0.3877", "nan", "line 2: 'nan' is not finite")]
    [InlineData("C\t-0.0126981359", "Si\t-0.0126981359", "line 3: 'Si' is none of H, C, N, O, F")]
    [InlineData("\t 0.133921", "", "line 4: 'H\t 0.002150416\t-0.0060313176\t 0.0019761204' is not an element, x, y, z and a charge")]
    [InlineData("1.4637511618", "1.46.3", "line 5: '1.46.3' is no number")]
    public void Damaged_molecules_are_named_with_their_line(string whole, string damaged, string problem)
    {
        int at = Methane.IndexOf(whole, StringComparison.Ordinal);
        AssertProblem(Methane[..at] + damaged + Methane[(at + whole.Length)..], problem);
    }

    [Fact]
    public void Molecules_that_are_cut_off_are_named()
    {
        string[] lines = Methane.Split('\n');
        AssertProblem(string.Join('\n', lines[..6]), "there are 4 lines after the properties; expected one for each of the 5 atoms");
        AssertProblem(lines[0], "expected the number of atoms, a line of properties and a line for each atom");
    }

    private static void AssertProblem(string text, string problem)
    {
        using var folder = new DataFolder();
        string path = folder.Text("dsgdb9nsd_000001.xyz", text);
        folder.Text("dsgdb9nsd_000002.xyz", Methane);
        using var data = new Qm9(folder.Path, Split.Train, All);
        Assert.StartsWith($"{path}: {problem}", Assert.Single(Problems.Of(data)));
    }
}
