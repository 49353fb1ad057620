using System.Globalization;
using Marginalia.Datasets.Files;
using static TorchSharp.torch;

namespace Marginalia.Datasets;

/// <summary>
/// QM9: 133,885 molecules of up to 9 atoms C, N, O, F and their hydrogen, with 15 computed properties (Ramakrishnan, Dral, Rupp, von Lilienfeld 2014,
/// "Quantum chemistry structures and properties of 134 kilo molecules", doi 10.1038/sdata.2014.22;
/// https://figshare.com/collections/_/978904). Names, for at most 29 atoms in the order of the file, the rest filled with 0: <c>nodes</c> [29, 5] float32,
/// 1 in the column of the element H, C, N, O, F; <c>positions</c> [29, 3] float32 in angstrom; <c>edges</c> [29, 29] float32, 1 between two atoms that are
/// joined; <c>atomic_numbers</c> [29] int64, 0 = no atom; and the properties, each [] float32, in the units of the file (<see cref="Properties"/>).
/// </summary>
/// <remarks>
/// Files: <c>dsgdb9nsd_000001.xyz</c> .. <c>dsgdb9nsd_133885.xyz</c> of <c>dsgdb9nsd.xyz.tar.bz2</c>. Bonds are not in the files: atoms are taken as bonded
/// where their distance is below the sum of their covalent radii + 0.45 angstrom. The energies of free atoms are those of the owners' <c>atomref.txt</c>.
/// </remarks>
public sealed class Qm9 : SampleDataset
{
    private const int Atoms = 29;

    /// <summary>U0, U, H and G of free atoms H, C, N, O, F, in hartree.</summary>
    private static readonly Dictionary<string, double[]> FreeAtoms = new()
    {
        ["U0"] = [-0.500273, -37.846772, -54.583861, -75.064579, -99.718730],
        ["U"] = [-0.498857, -37.845355, -54.582445, -75.063163, -99.717314],
        ["H"] = [-0.497912, -37.844411, -54.581501, -75.062219, -99.716370],
        ["G"] = [-0.510927, -37.861317, -54.598897, -75.079532, -99.733544],
    };

    private readonly string[] files;
    private readonly Qm9Options options;

    /// <summary>Lists the molecules of a part.</summary>
    /// <param name="root">The folder of the files.</param>
    /// <param name="split">Which part.</param>
    /// <param name="options">Edges, energies, what is left out, the sizes of the parts; null is the default.</param>
    /// <exception cref="DatasetException">There is no such folder, no molecule in it, or no list in the file of molecules to leave out.</exception>
    /// <exception cref="ArgumentException">No molecule is left for training.</exception>
    public Qm9(string root, Split split, Qm9Options? options = null)
    {
        this.options = options ?? new();
        SourceFolder.Check(root, "the molecules of QM9");
        var excluded = this.options.Exclude is { } list ? ReadExcluded(list) : [];
        string[] all = [.. Directory.EnumerateFiles(root, "dsgdb9nsd_*.xyz").Where(path => !excluded.Contains(Number(path))).Order(StringComparer.Ordinal)];
        if (all.Length == 0)
            throw new DatasetException(root, "there is no molecule; expected dsgdb9nsd_000001.xyz and so on");
        ArgumentOutOfRangeException.ThrowIfNegative(this.options.Validation, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(this.options.Test, nameof(options));
        if (this.options.Validation + this.options.Test >= all.Length)
            throw new ArgumentOutOfRangeException(nameof(options), $"Qm9: {this.options.Validation} molecules for validation and {this.options.Test} for testing leave none of {all.Length} for training.");
        files = [.. SplitParts.Draw(split, all.Length, this.options.Validation, this.options.Test, this.options.Seed).Select(i => all[i])];
    }

    /// <summary>Names of the properties, in the order of the file, and their units.</summary>
    public static IReadOnlyList<(string Name, string Unit)> Properties { get; } =
    [
        ("A", "GHz"), ("B", "GHz"), ("C", "GHz"), ("mu", "D"), ("alpha", "a0^3"), ("homo", "Ha"), ("lumo", "Ha"), ("gap", "Ha"), ("r2", "a0^2"), ("zpve", "Ha"),
        ("U0", "Ha"), ("U", "Ha"), ("H", "Ha"), ("G", "Ha"), ("Cv", "cal/(mol K)"),
    ];

    /// <inheritdoc/>
    public override int Count => files.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Names { get; } = ["nodes", "positions", "edges", "atomic_numbers", .. Properties.Select(property => property.Name)];

    /// <inheritdoc/>
    public override Sample Read(long index)
    {
        CheckIndices([index]);
        var molecule = Molecule.Read(files[index], Atoms);
        var (nodes, positions, edges, numbers) = (new float[Atoms * 5], new float[Atoms * 3], new float[Atoms * Atoms], new long[Atoms]);
        for (int i = 0; i < molecule.Elements.Length; i++)
        {
            nodes[5 * i + molecule.Elements[i]] = 1;
            numbers[i] = Molecule.AtomicNumbers[molecule.Elements[i]];
            for (int axis = 0; axis < 3; axis++)
                positions[3 * i + axis] = (float)molecule.Positions[3 * i + axis];
            for (int j = 0; j < molecule.Elements.Length; j++)
                edges[Atoms * i + j] = molecule.AreJoined(i, j, options.Cutoff) ? 1 : 0;
        }

        return new([
            ("nodes", tensor(nodes, Atoms, 5)), ("positions", tensor(positions, Atoms, 3)), ("edges", tensor(edges, Atoms, Atoms)), ("atomic_numbers", tensor(numbers)),
            .. Properties.Select((property, i) => (property.Name, tensor((float)(molecule.Properties[i] - OfAtoms(property.Name, molecule)))))]);
    }

    private double OfAtoms(string property, Molecule molecule) =>
        options.Atomization && FreeAtoms.TryGetValue(property, out var energies) ? molecule.Elements.Sum(element => energies[element]) : 0;

    /// <summary>Lines of the list start with the number of a molecule and go on with at least two words; those above and below it do not.</summary>
    private static HashSet<int> ReadExcluded(string path)
    {
        HashSet<int> numbers = [.. TextLine.Read(path).Select(line => line.Words).Where(words => words.Length >= 3 && int.TryParse(words[0], out _)).Select(words => int.Parse(words[0], CultureInfo.InvariantCulture))];
        return numbers.Count > 0 ? numbers : throw new DatasetException(path, "there is no line that starts with the number of a molecule; expected QM9's uncharacterized.txt");
    }

    private static int Number(string path) => int.TryParse(Path.GetFileNameWithoutExtension(path)["dsgdb9nsd_".Length..], out int number) ? number : 0;
}
