namespace Marginalia.Datasets;

/// <summary>Parts of data sets whose owners have not made all of them.</summary>
internal static class SplitParts
{
    /// <summary>Which of the owner's examples belong to a part, where the last training examples may be set aside for validation.</summary>
    /// <param name="set">Name of the data set.</param>
    /// <param name="split">The part.</param>
    /// <param name="count">The owner's examples: of testing for <see cref="Split.Test"/>, otherwise of training.</param>
    /// <param name="validation">Training examples that are set aside.</param>
    /// <exception cref="ArgumentException">There is no validation part, or no training example is left.</exception>
    public static (int First, int Count) Last(string set, Split split, int count, int validation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(validation);
        if (split == Split.Test)
            return (0, count);
        if (validation >= count)
            throw new ArgumentOutOfRangeException(nameof(validation), $"{set}: {validation} of {count} training examples cannot be set aside for validation; pass a smaller number.");
        if (split == Split.Validation && validation == 0)
            throw new ArgumentException($"{set} has no validation part; pass validation: N to set the last N training examples aside.", nameof(split));
        return split == Split.Train ? (0, count - validation) : (count - validation, validation);
    }

    /// <summary>The examples of a part by shares, drawn as by numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shares are not shares of 1.</exception>
    public static long[] Draw(Split split, int count, double validation, double test, params ReadOnlySpan<long> key)
    {
        if (!(validation >= 0 && test >= 0 && validation + test <= 1))
            throw new ArgumentOutOfRangeException(nameof(validation), $"{validation} for validation and {test} for testing are not shares of 1; the others are for training.");
        int validationCount = (int)Math.Round(validation * count), testCount = Math.Min((int)Math.Round(test * count), count - validationCount);
        return Draw(split, count, validationCount, testCount, key);
    }

    /// <summary>The examples of a part, drawn at random from all by a key, in ascending order; every example is in one part.</summary>
    /// <param name="split">The part.</param>
    /// <param name="count">All examples.</param>
    /// <param name="validation">Examples of <see cref="Split.Validation"/>.</param>
    /// <param name="test">Examples of <see cref="Split.Test"/>; the others are for training.</param>
    /// <param name="key">Key of the draw.</param>
    public static long[] Draw(Split split, int count, int validation, int test, params ReadOnlySpan<long> key)
    {
        var order = new SeededRandom(key).NextPermutation(count);
        int train = count - validation - test;
        var part = split switch
        {
            Split.Train => order[..train],
            Split.Validation => order[train..(train + validation)],
            _ => order[(train + validation)..],
        };
        Array.Sort(part);
        return part;
    }
}
