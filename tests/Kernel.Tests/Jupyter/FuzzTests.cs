using System.Text;

namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class FuzzTests(RunningKernel kernel) : IClassFixture<RunningKernel>, IDisposable
{
    static readonly string[] s_types = ["execute_request", "kernel_info_request", "history_request", "is_complete_request", "complete_request", "inspect_request", "comm_open", "comm_info_request", "interrupt_request", "debug_request"];
    static readonly string[] s_channels = ["shell", "control", "stdin"];

    readonly TestClient _client = kernel.Connect();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Frames_of_noise_are_refused_and_the_kernel_answers_afterwards(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
            _client.SendFrames(s_channels[random.Next(3)], Noise(random));
        AssertAlive();
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Mutated_messages_leave_the_kernel_well(int seed, bool signAgain)
    {
        var random = new Random(seed);
        for (var i = 0; i < 1500; i++)
        {
            var parts = Message(random);
            var signature = _client.Sign(parts);
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                var part = random.Next(4);
                parts[part] = Mutate(random, parts[part]);
            }
            _client.SendFrames(s_channels[random.Next(3)], ["<IDS|MSG>"u8.ToArray(), signAgain ? _client.Sign(parts) : signature, .. parts]);
        }
        AssertAlive();
    }

    [Fact]
    public void Frames_cut_out_doubled_and_shuffled_leave_the_kernel_well()
    {
        var random = new Random(7);
        for (var i = 0; i < 1500; i++)
        {
            var parts = Message(random);
            List<byte[]> frames = ["<IDS|MSG>"u8.ToArray(), _client.Sign(parts), .. parts];
            for (var n = random.Next(1, 4); n > 0 && frames.Count > 0; n--)
                switch (random.Next(4))
                {
                    case 0:
                        frames.RemoveAt(random.Next(frames.Count));
                        break;
                    case 1:
                        frames.Insert(random.Next(frames.Count + 1), frames[random.Next(frames.Count)]);
                        break;
                    case 2:
                        frames.Reverse(0, random.Next(frames.Count + 1));
                        break;
                    default:
                        frames.Insert(random.Next(frames.Count + 1), Bytes(random));
                        break;
                }
            if (frames.Count > 0)
                _client.SendFrames(s_channels[random.Next(3)], frames);
        }
        AssertAlive();
    }

    void AssertAlive()
    {
        foreach (var channel in (string[])["shell", "control"]) // everything sent has been looked at then
            Assert.Equal("ok", _client.Reply(_client.Send("kernel_info_request", [], channel), channel).Status);
        Assert.Equal("complete", _client.Reply(_client.Send("is_complete_request", new() { ["code"] = "1" })).Status);
        using var witness = kernel.Connect("witness");
        Assert.Equal("ok", witness.Ask("kernel_info_request", []).Reply.Status);
        Assert.Equal("ok", witness.Ask("kernel_info_request", [], "control").Reply.Status);
        Assert.EndsWith("result:42 | idle", witness.Execute("6 * 7").Short);
        Assert.DoesNotContain("   at ", kernel.Log); // no exception but the intended ones
        Assert.All(kernel.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("kit kernel: ", line));
    }

    byte[][] Message(Random random) => _client.Parts($"{random.Next()}", s_types[random.Next(s_types.Length)], new()
    {
        ["code"] = "1",
        ["cursor_pos"] = random.Next(-2, 3),
        ["hist_access_type"] = "tail",
        ["n"] = random.Next(-2, 3),
        ["comm_id"] = "c",
        ["allow_stdin"] = false,
    });

    static byte[] Mutate(Random random, byte[] part)
    {
        var bytes = part.ToList();
        switch (random.Next(6))
        {
            case 0 when bytes.Count > 0:
                bytes[random.Next(bytes.Count)] = (byte)random.Next(256);
                break;
            case 1:
                bytes.RemoveRange(random.Next(bytes.Count / 2 + 1), bytes.Count / 2);
                break;
            case 2:
                bytes.Insert(random.Next(bytes.Count + 1), (byte)"{}[]\",:\\u0"[random.Next(10)]);
                break;
            case 3:
                return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(part).Replace("\"1\"", random.Next(2) == 0 ? "null" : "1e999"));
            case 4:
                return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(part).Replace(":", random.Next(2) == 0 ? ":[" : ": -"));
            default:
                return Bytes(random);
        }
        return [.. bytes];
    }

    static List<byte[]> Noise(Random random) => [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(4) == 0 ? "<IDS|MSG>"u8.ToArray() : Bytes(random))];

    static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }
}
