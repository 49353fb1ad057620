namespace TorchSharp.Modules;

/// <summary>What all optimisers can be told; a value left out is the optimiser's default.</summary>
public class OptimizerOptions
{
    /// <summary>The learning rate, or null for the optimiser's.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The learning rate before any schedule.</summary>
    public double InitialLearningRate { get; set; }

    /// <summary>Copies the options of another optimiser of the same kind.</summary>
    /// <exception cref="ArgumentException">It is of another kind.</exception>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        if (source.GetType() != GetType()) throw new ArgumentException($"The options of {source.GetType().DeclaringType?.Name} do not fit {GetType().DeclaringType?.Name}.");
        (LearningRate, InitialLearningRate) = (source.LearningRate, source.InitialLearningRate);
    }

    /// <summary>Reads the options as <see cref="SaveStateDict"/> has written them.</summary>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    /// <summary>Writes the options: the initial and the present learning rate, then those of the kind of optimiser.</summary>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate!.Value);
    }
}
