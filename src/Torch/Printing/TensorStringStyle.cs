namespace TorchSharp;

/// <summary>How a tensor is written.</summary>
public enum TensorStringStyle
{
    /// <summary>Shape, element type and device only.</summary>
    Metadata = 0,

    /// <summary>Elements in columns, as Julia does.</summary>
    Julia = 1,

    /// <summary>Elements in brackets, as NumPy does.</summary>
    Numpy = 2,

    /// <summary>Elements as an array of C#.</summary>
    CSharp = 3,

    /// <summary>What <see cref="torch.TensorStringStyle"/> says.</summary>
    Default = 4,
}

public static partial class torch
{
    /// <summary>The style that <see cref="TensorStringStyle.Default"/> stands for; Julia's unless it is changed.</summary>
    public static TensorStringStyle TensorStringStyle { get; set; } = TensorStringStyle.Julia;
}
