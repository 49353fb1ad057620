namespace TorchSharp;

/// <summary>How <see cref="torch.index_reduce"/> combines elements.</summary>
public enum Reduce
{
    prod = 0,
    mean = 1,
    amax = 2,
    amin = 3,
}
