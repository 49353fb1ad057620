using Marginalia.Augmentations;
using Marginalia.Datasets;
using TorchSharp;
using static Marginalia.Tests.Augmentations.Examples;
using static TorchSharp.torch;

namespace Marginalia.Tests.Augmentations;

public class CompositionTests
{
    [Fact]
    public void A_composition_is_its_parts_one_after_another()
    {
        // Flip and crop move whole pixels, so the two ways agree in every bit.
        Augmentation[] parts = [new HorizontalFlip(1), new ColourJitter(hue: 0.5), new RandomCrop(12, 17), new HorizontalFlip(1), new CentreCrop(10, 10)];
        using var plane = Plane((0.6, 0, -0.8), 2);
        using var together = Apply(new Composition(parts), plane);
        var random = new SeededRandom(3);
        var (fields, current) = (FieldsOf(plane), plane);
        foreach (var part in parts)
            current = part.Apply(current, fields, random);
        Assert.All(plane.Names, name => Assert.True(together[name].equal(current[name]).all().ToBoolean(), name));
        Assert.Equal([3, 10, 10], together["image"].shape);
    }

    [Fact]
    public void Geometry_is_sampled_once_however_many_parts_it_has()
    {
        // A turn and its opposite are no turn: sampled twice, the picture would be blurred.
        using var noise = new Sample(("image", rand(3, Height, Width)));
        var there = new Fixed(RandomRotation.About(0.4, Height, Width));
        var back = new Fixed(RandomRotation.About(-0.4, Height, Width));
        using var same = Apply(new Composition(there, back), noise);
        Assert.InRange((same["image"] - noise["image"]).abs().max().ToDouble(), 0, 1e-5);
        using var blurred = back.Apply(there.Apply(noise, FieldsOf(noise), new(1)), FieldsOf(noise), new(1));
        Assert.True((blurred["image"] - noise["image"]).abs().max().ToDouble() > 0.2);
    }

    [Fact]
    public void The_same_stream_makes_the_same_change_and_the_example_stays_as_it_was()
    {
        using var plane = Plane((0.6, 0, -0.8), 2);
        using var before = plane["image"].clone();
        var augmentation = new Composition(new HorizontalFlip(), new RandomScaleCrop(), new RandomRotation(0.2), new ColourJitter());
        using var first = Apply(augmentation, plane, seed: 8);
        using var again = Apply(augmentation, plane, seed: 8);
        using var other = Apply(augmentation, plane, seed: 9);
        Assert.All(plane.Names, name => Assert.True(first[name].equal(again[name]).all().ToBoolean(), name));
        Assert.False(first["image"].allclose(other["image"]));
        Assert.True(plane["image"].equal(before).all().ToBoolean());
    }

    [Fact]
    public void An_empty_composition_copies()
    {
        using var plane = Plane((0, 0, -1), 2);
        using var copy = Apply(new Composition(), plane);
        Assert.All(plane.Names, name => Assert.True(copy[name].equal(plane[name]).all().ToBoolean() && !ReferenceEquals(copy[name], plane[name]), name));
    }

    [Fact]
    public void Targets_of_two_sizes_and_impossible_numbers_are_refused()
    {
        using var uneven = new Sample(("image", zeros(3, 4, 4)), ("depth", zeros(1, 2, 2)));
        var error = Assert.Throws<ArgumentException>(() => Apply(new HorizontalFlip(1), uneven));
        Assert.Equal("Augmentation: image 4x4, depth 2x2; expected tensors per pixel of one height and width.", error.Message);
        Assert.Throws<ArgumentException>(() => Apply(new Composition(), new Sample(("label", tensor(1L)))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HorizontalFlip(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomCrop(0, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomRotation(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColourJitter(brightness: -0.1));
        Assert.Throws<ArgumentException>(() => new RandomScaleCrop([0.9]));
    }

    [Fact]
    public void Memory_stays_flat()
    {
        using var thing = Thing();
        var fields = FieldsOf(thing);
        var augmentation = new Composition(new HorizontalFlip(), new RandomScaleCrop(), new RandomRotation(0.2), new ColourJitter(hue: 0.1));
        void Run()
        {
            for (int i = 0; i < 50; i++)
                augmentation.Apply(thing, fields, new SeededRandom(i)).Dispose();
        }

        Run();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Run();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private sealed class Fixed(View view) : GeometricAugmentation
    {
        public override View Draw(SeededRandom random, long height, long width) => view;
    }
}
