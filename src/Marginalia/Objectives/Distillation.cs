using static TorchSharp.torch;

namespace Marginalia.Objectives;

/// <summary>Distances between what a student network and a trained teacher make of the same examples. No gradient goes to the teacher.</summary>
public static class Distillation
{
    /// <summary>
    /// ||s / ||s|| - t / ||t|| ||^2 over the channels of each position, averaged over positions and examples, 0 to 4 (Li, Liu, Bilen 2022,
    /// arXiv 2204.02744, and Li, Bilen 2020, arXiv 2007.06889).
    /// </summary>
    /// <param name="student">Features [N, C, H, W] or [N, C], already in the terms of the teacher; maps of another size are resized bilinearly.</param>
    /// <param name="teacher">Features [N, C, H', W'] or [N, C].</param>
    /// <param name="normalize">False leaves the lengths alone: a plain squared error, whose size depends on the teacher's units.</param>
    /// <exception cref="ArgumentException">The numbers of examples or channels differ.</exception>
    public static Tensor Features(Tensor student, Tensor teacher, bool normalize = true)
    {
        if (student.dim() != teacher.dim() || student.dim() < 2 || !student.shape.AsSpan(0, 2).SequenceEqual(teacher.shape.AsSpan(0, 2)))
            throw new ArgumentException(
                $"Distillation: the student's feature is [{string.Join(", ", student.shape)}], the teacher's [{string.Join(", ", teacher.shape)}]; "
                + "expected the same examples and channels, so adapt the student's first.");
        if (student.dim() == 4 && !student.shape.SequenceEqual(teacher.shape))
            student = nn.functional.interpolate(student, size: teacher.shape[2..], mode: InterpolationMode.Bilinear, align_corners: false);
        Tensor Unit(Tensor feature) => normalize ? nn.functional.normalize(feature, dim: 1) : feature;
        return (Unit(student) - Unit(teacher.detach())).square().sum([1L]).mean();
    }

    /// <summary>
    /// T^2 KL(softmax(teacher / T) || softmax(student / T)), averaged over examples and positions; 0 where both agree (Hinton, Vinyals, Dean 2015,
    /// arXiv 1503.02531).
    /// </summary>
    /// <param name="student">Scores [N, classes] or [N, classes, H, W].</param>
    /// <param name="teacher">Scores of the same shape.</param>
    /// <param name="temperature">T, above 0: what is larger looks more at the order of the wrong classes.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor Predictions(Tensor student, Tensor teacher, double temperature = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        if (!student.shape.SequenceEqual(teacher.shape))
            throw new ArgumentException($"Distillation: the student's scores are [{string.Join(", ", student.shape)}], the teacher's [{string.Join(", ", teacher.shape)}]; expected the same shape.");
        var said = nn.functional.log_softmax(student / temperature, 1);
        var truth = nn.functional.log_softmax(teacher.detach() / temperature, 1);
        return (truth.exp() * (truth - said)).sum([1L]).mean() * (temperature * temperature);
    }

    /// <summary>1 - CKA of the features (<see cref="CentredKernelAlignment.Linear"/>), 0 to 1: they may differ by a rotation and a scale.</summary>
    /// <param name="student">Features [N, C] of N examples.</param>
    /// <param name="teacher">Features [N, C'] of the same examples.</param>
    public static Tensor Alignment(Tensor student, Tensor teacher) => 1 - CentredKernelAlignment.Linear(student, teacher.detach());
}
