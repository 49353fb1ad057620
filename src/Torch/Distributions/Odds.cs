using static TorchSharp.Temporaries;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Probabilities and logits of the same thing: one is given, the other computed when it is first asked for.</summary>
sealed class Odds : IDisposable
{
    readonly bool binary;
    readonly bool givenAsProbs;
    Tensor? probs, logits;

    /// <summary>Views of the parameters.</summary>
    /// <param name="probs">Probabilities, or null.</param>
    /// <param name="logits">Log odds (binary) or log probabilities, or null.</param>
    /// <param name="binary">Of two values each, or of as many as the last dimension is long.</param>
    internal Odds(Tensor? probs, Tensor? logits, bool binary)
    {
        this.binary = binary;
        givenAsProbs = probs is not null;
        if (probs is not null) this.probs = Ops.alias.Call(probs).DetachFromDisposeScope();
        else this.logits = Ops.alias.Call(logits!).DetachFromDisposeScope();
    }

    /// <summary>What was given.</summary>
    internal Tensor Given => givenAsProbs ? probs! : logits!;

    internal Tensor Probs
    {
        get
        {
            if (probs is not null) return probs;
            using var recording = enable_grad();
            return probs = (binary ? logits!.sigmoid() : Ops.softmax_int.Call(logits!, -1)).DetachFromDisposeScope();
        }
    }

    internal Tensor Logits
    {
        get
        {
            if (logits is not null) return logits;
            using var recording = enable_grad();
            return logits = Tidy(() =>
            {
                var epsilon = Precision.Epsilon(probs!.dtype);
                var clamped = probs.clamp(epsilon, 1 - epsilon);
                return binary ? clamped.log() - (-clamped).log1p() : clamped.log();
            }).DetachFromDisposeScope();
        }
    }

    /// <summary>The same, stretched: what was given, as the pair (probs, logits) with one null.</summary>
    internal (Tensor? Probs, Tensor? Logits) Expand(long[] shape) =>
        givenAsProbs ? (probs!.expand(shape), null) : (null, logits!.expand(shape));

    public void Dispose()
    {
        probs?.Dispose();
        logits?.Dispose();
    }
}
