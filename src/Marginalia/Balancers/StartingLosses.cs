namespace Marginalia.Balancers;

/// <summary>L(0), the losses by which a method measures progress: given, those of the first step, or the mean of the first steps.</summary>
internal sealed class StartingLosses : StatefulModule
{
    private const string LossesState = "losses", SumState = "sum";
    private readonly string owner;

    /// <summary>Zeros until known.</summary>
    /// <exception cref="ArgumentException">Given are not T positive numbers.</exception>
    public StartingLosses(string owner, int tasks, double[]? given)
        : base(nameof(StartingLosses))
    {
        this.owner = owner;
        AddState(LossesState, new double[tasks]);
        AddState(SumState, new double[tasks]);
        if (given is not null)
            Set(given);
    }

    /// <summary>Whether L(0) is known.</summary>
    public bool AreKnown => Values[0] > 0;

    /// <summary>L(0) [T]; zeros until known.</summary>
    public double[] Values => GetState(LossesState);

    /// <summary>L(0) for this step, or null while the mean of the first <paramref name="steps"/> steps is not there yet.</summary>
    /// <param name="losses">The losses of this step [T].</param>
    /// <param name="step">Its number, from 0.</param>
    /// <param name="steps">Null: the losses of the first step, from that step on.</param>
    public double[]? At(double[] losses, long step, int? steps)
    {
        if (AreKnown)
            return Values;
        if (steps is not int count)
        {
            Set(losses);
            return losses;
        }

        double[] sum = [.. GetState(SumState).Zip(losses, (total, loss) => total + loss)];
        SetState(SumState, sum);
        if (step + 1 >= count)
            Set([.. sum.Select(total => total / count)]);
        return null;
    }

    private void Set(double[] losses)
    {
        int tasks = Values.Length;
        if (losses.Length != tasks || losses.Any(loss => !(loss > 0 && double.IsFinite(loss))))
            throw new ArgumentException(
                $"{owner}: L(0) is [{string.Join(", ", losses)}]; it needs {tasks} positive numbers, as rates are L / L(0). Pass initialLosses.");
        SetState(LossesState, losses);
    }
}
