using FsCheck;
using FsCheck.Fluent;
using Marginalia.Datasets;
using Microsoft.FSharp.Core;

namespace Marginalia.Tests.Balancers;

/// <summary>A matrix J that is constructed to have or not to have a direction that helps every task, of given rank and scale.</summary>
/// <param name="Kind">How it was made.</param>
/// <param name="Tasks">Number of rows.</param>
/// <param name="Parameters">Number of columns.</param>
/// <param name="Rank">Rank before rows were changed.</param>
/// <param name="Exponent">All entries are multiplied by 10 to this power.</param>
/// <param name="Seed">Of the numbers.</param>
internal sealed record JacobianSample(JacobianKind Kind, int Tasks, int Parameters, int Rank, int Exponent, int Seed)
{
    private const int Trials = 200;

    /// <summary>The rows of J.</summary>
    public double[][] Rows { get; } = Make(Kind, Tasks, Parameters, Rank, Exponent, Seed);

    /// <summary>The largest norm of a row.</summary>
    public double Size => Rows.Max(GramianMethods.Norm);

    /// <summary>Checks a property on many samples of a kind; the same ones on every run.</summary>
    public static void Check(JacobianKind kind, Action<JacobianSample> property, int minTasks = 1, int maxTasks = 8)
    {
        var samples =
            from tasks in Gen.Choose(minTasks, maxTasks)
            from extra in Gen.Choose(0, 20)
            from missing in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(0, tasks - 1)))
            from exponent in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(-8, 8)))
            from seed in Gen.Choose(0, 1 << 30)
            select new JacobianSample(kind, tasks, tasks + extra, kind == JacobianKind.FullRank ? tasks : tasks - missing, exponent, seed);
        var settings = Config.QuickThrowOnFailure.WithMaxTest(Trials).WithQuietOnSuccess(true).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(7), FSharpOption<int>.None)));
        FsCheck.Check.One(settings, Prop.ForAll(samples.ToArbitrary(), property));
    }

    private static double[][] Make(JacobianKind kind, int tasks, int parameters, int rank, int exponent, int seed)
    {
        var random = new SeededRandom(seed);
        double[] Normals(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
        double scale = Math.Pow(10, exponent);
        double[][] basis = [.. Enumerable.Range(0, rank).Select(_ => Normals(parameters))];
        double[][] rows = [.. Enumerable.Range(0, tasks).Select(_ => GramianMethods.Combine(Normals(rank), basis))];
        if (kind is JacobianKind.Improvable)
        {
            // Turns each row so that a common direction gains at least a fifth of its norm; mixed lengths, from 1/30 to 30.
            var common = GramianMethods.Unit(basis[0]);
            foreach (var row in rows)
            {
                double gain = row.Zip(common, (x, u) => x * u).Sum(), norm = GramianMethods.Norm(row), length = Math.Pow(30, 2 * random.NextDouble() - 1);
                for (int k = 0; k < parameters; k++)
                    row[k] = length * (row[k] + (Math.Abs(gain) + 0.2 * norm - gain) * common[k]);
            }
        }

        if (kind is JacobianKind.StronglyStationary or JacobianKind.WeaklyStationary)
        {
            // The last row cancels a positive combination: of all others, or of the first alone.
            int others = kind == JacobianKind.StronglyStationary ? tasks - 1 : 1;
            rows[^1] = new double[parameters];
            for (int i = 0; i < others; i++)
            {
                double weight = 0.5 + random.NextDouble();
                for (int k = 0; k < parameters; k++)
                    rows[^1][k] -= weight * rows[i][k];
            }
        }

        return [.. rows.Select(row => row.Select(x => scale * x).ToArray())];
    }
}
