using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The χ² distribution: the sum of squares of normal variables.</summary>
public class Chi2 : Gamma
{
    /// <param name="df">The degrees of freedom.</param>
    /// <param name="generator">Where the random numbers come from; the default generator if null.</param>
    public Chi2(Tensor df, Generator? generator = null) : base(generator) => Set(df);

    /// <summary>The degrees of freedom.</summary>
    public Tensor df => concentration * 2;

    Chi2 Set(Tensor df)
    {
        using var scope = NewDisposeScope();
        Set(0.5 * df, full_like(df, 0.5));
        return this;
    }

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null)
    {
        using var scope = NewDisposeScope();
        var wide = df.expand(batch_shape.Shape);
        return instance is Chi2 given ? given.Set(wide) : new Chi2(wide, generator);
    }
}
