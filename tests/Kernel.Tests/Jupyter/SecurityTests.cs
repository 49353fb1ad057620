using System.Text;

namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class SecurityTests(RunningKernel kernel) : IClassFixture<RunningKernel>, IDisposable
{
    readonly TestClient _client = kernel.Connect();

    public void Dispose() => _client.Dispose();

    /// <summary>Sends frames after the delimiter and returns what the kernel logged; no reply may come.</summary>
    string Refused(string channel, params byte[][] frames)
    {
        var before = kernel.Log.Length;
        _client.SendFrames(channel, [.. frames]);
        Assert.Equal("kernel_info_reply", _client.Reply(_client.Send("kernel_info_request", [], channel == "stdin" ? "shell" : channel), channel == "stdin" ? "shell" : channel).Type);
        for (var i = 0; i < 100 && kernel.Log.Length == before; i++)
            Thread.Sleep(20); // stdin and shell are two roads
        return kernel.Log[before..];
    }

    byte[][] Signed(byte[][] parts) => ["<IDS|MSG>"u8.ToArray(), _client.Sign(parts), .. parts];

    byte[][] Bomb => _client.Parts("bomb", "execute_request", TestClient.Cell("Environment.Exit(99);"));

    [Theory]
    [InlineData("shell")]
    [InlineData("control")]
    [InlineData("stdin")]
    public void A_message_without_signature_or_with_a_wrong_one_is_refused(string channel)
    {
        Assert.Equal($"kit kernel: {channel}: message refused: it is not signed\n", Refused(channel, ["<IDS|MSG>"u8.ToArray(), [], .. Bomb]));
        foreach (var wrong in (byte[][])[Encoding.ASCII.GetBytes(new string('0', 64)), "short"u8.ToArray(), _client.Sign([[1]]), new byte[64]])
            Assert.Equal($"kit kernel: {channel}: message refused: its signature is wrong\n", Refused(channel, ["<IDS|MSG>"u8.ToArray(), wrong, .. Bomb]));
    }

    [Fact]
    public void A_message_whose_parts_were_changed_or_exchanged_after_signing_is_refused()
    {
        for (var i = 0; i < 4; i++)
        {
            var frames = Signed(Bomb);
            frames[2 + i] = [.. frames[2 + i], (byte)' '];
            Assert.Contains("its signature is wrong", Refused("shell", frames));
        }
    }

    [Fact]
    public void A_message_that_comes_again_is_refused_on_any_channel()
    {
        var frames = Signed(_client.Parts("once", "execute_request", TestClient.Cell("var once = 1;")));
        _client.SendFrames("shell", frames);
        Assert.Equal("ok", _client.Reply("once").Status);
        foreach (var channel in (string[])["shell", "control", "stdin"])
            Assert.Equal($"kit kernel: {channel}: message refused: it has been sent before\n", Refused(channel, frames));
    }

    [Theory]
    [InlineData("1", "{}", "{}", "{}", "its header is not a JSON object")]
    [InlineData("{}", "{}", "{}", "{}", "its header.msg_id is missing; expected a text")]
    [InlineData("""{"msg_id": "1", "msg_type": 5}""", "{}", "{}", "{}", "its header.msg_type is number; expected a text")]
    [InlineData("""{"msg_id": "1", "msg_type": "\ud800"}""", "{}", "{}", "{}", "its header.msg_type is string; expected a text of whole characters")]
    [InlineData("""{"msg_id": "1", "msg_type": "x", "msg_id": "2"}""", "{}", "{}", "{}", "its header is not JSON")]
    [InlineData("""{"msg_id": "1", "msg_type": "x"}""", "[]", "{}", "{}", "its parent_header is not a JSON object")]
    [InlineData("""{"msg_id": "1", "msg_type": "x"}""", "{}", "{", "{}", "its metadata is not JSON")]
    [InlineData("""{"msg_id": "1", "msg_type": "x"}""", "{}", "{}", """{"a": NaN}""", "its content is not JSON")]
    [InlineData("""{"msg_id": "1", "msg_type": "x"}""", "{}", "{}", """{"\ud800": 1, "\ud800": 2}""", "its content is not JSON")]
    public void A_message_that_is_signed_but_broken_is_refused(string header, string parent, string metadata, string content, string reason) =>
        Assert.Contains($"shell: message refused: {reason}", Refused("shell", Signed([.. new[] { header, parent, metadata, content }.Select(Encoding.UTF8.GetBytes)])));

    [Fact]
    public void Depth_and_bytes_that_are_no_text_are_refused()
    {
        var parts = Bomb;
        parts[3] = Encoding.UTF8.GetBytes(new string('[', 100_000));
        Assert.Contains("not JSON", Refused("shell", Signed(parts)));
        parts[3] = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000));
        Assert.Contains("not JSON", Refused("shell", Signed(parts)));
        parts[3] = [.. "{\"code\": \""u8, 0xff, 0xfe, .. "\"}"u8];
        Assert.Contains("its content is not UTF-8", Refused("shell", Signed(parts)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_message_with_parts_missing_is_refused(int count) =>
        Assert.Contains(count == 0 ? "it has no delimiter" : $"it has {count - 1} parts after the delimiter; expected 5", Refused("shell", count == 0 ? [[]] : [.. Signed(Bomb).Take(count)]));

    [Fact]
    public void Raw_buffers_behind_a_message_do_not_matter()
    {
        _client.SendFrames("shell", [.. Signed(_client.Parts("buffers", "kernel_info_request", [])), [1, 2, 3], []]);
        Assert.Equal("ok", _client.Reply("buffers").Status);
    }

    [Fact]
    public void Without_a_key_nothing_is_signed_or_checked()
    {
        using var open = RunningKernel.WithKey("");
        using var client = open.Connect();
        var parts = client.Parts("a", "execute_request", TestClient.Cell("3"));
        client.SendParts("shell", parts);
        Assert.Equal("ok", client.Reply("a").Status);
        client.SendParts("shell", parts);
        Assert.Equal("ok", client.Reply("a").Status);
        Assert.Equal("", open.Log);
    }
}
