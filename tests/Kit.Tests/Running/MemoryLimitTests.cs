using Marginalia.Kit.Running;

namespace Marginalia.Kit.Tests.Running;

public class MemoryLimitTests
{
    const long Megabyte = 1 << 20;

    [Theory]
    [InlineData("800MB", 800)]
    [InlineData("800m", 800)]
    [InlineData("16GB", 16 * 1024)]
    [InlineData("1.5 G", 1536)]
    public void A_size_has_a_unit(string text, long megabytes) => Assert.Equal(new MemoryLimit(megabytes * Megabyte), MemoryLimit.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("800")]
    [InlineData("-1GB")]
    [InlineData("1e3MB")]
    [InlineData("255MB")]
    [InlineData("16TB")]
    public void Anything_else_is_refused(string text) => Assert.Null(MemoryLimit.Parse(text));

    [Fact]
    public void The_heap_leaves_room_for_the_rest_of_the_process()
    {
        Assert.Equal((768 * Megabyte).ToString("X"), new MemoryLimit(1024 * Megabyte).HeapLimit);
        Assert.Equal((150 * Megabyte).ToString("X"), new MemoryLimit(300 * Megabyte).HeapLimit);
    }

    [Fact]
    public void The_share_of_one_of_two_is_half() => Assert.InRange(MemoryLimit.Share(2).Bytes, MemoryLimit.Share(1).Bytes / 2 - 1, MemoryLimit.Share(1).Bytes / 2 + 1);

    [Theory]
    [InlineData(500, "500 MB")]
    [InlineData(1024, "1 GB")]
    [InlineData(1536, "1.5 GB")]
    public void A_size_is_said_in_few_digits(long megabytes, string text) => Assert.Equal(text, new MemoryLimit(megabytes * Megabyte).ToString());
}
