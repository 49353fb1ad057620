using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace Marginalia.Torch.Tests.Files;

public class SafetensorsTests(RecordedFiles files) : IClassFixture<RecordedFiles>
{
    [Fact]
    public void A_file_made_by_hand_is_read()
    {
        var read = torch.files.ReadSafetensors(files["hand_made.safetensors"], out var metadata);
        RecordedFiles.Same(RecordedFiles.State("hand_made.safetensors.json", "tensors"), read);
        Assert.Equal([("format", "pt"), ("note", "made by hand")], metadata.Select(m => (m.Key, m.Value)));
        Assert.Contains("hand_made_truncated.safetensors cannot be read", Assert.Throws<InvalidDataException>(() => torch.files.ReadSafetensors(files["hand_made_truncated.safetensors"])).Message);
    }

    [Fact]
    public void All_types_of_the_format_go_round()
    {
        var tensors = EveryType.Tensors.Where(t => t.Key != "complex128").ToDictionary();
        torch.files.WriteSafetensors(files.New("all.safetensors"), tensors);
        RecordedFiles.Same(tensors, torch.files.ReadSafetensors(files.New("all.safetensors")));
        Assert.Contains("complex128 has the element type ComplexFloat64, which safetensors lacks", Assert.Throws<NotSupportedException>(() => torch.files.WriteSafetensors(files.New("c.safetensors"), EveryType.Tensors)).Message);
    }

    /// <summary>The bytes of the reference implementation's own test, with its order: wide types first, then names.</summary>
    [Fact]
    public void The_bytes_are_those_of_the_reference()
    {
        torch.files.WriteSafetensors(files.New("x.safetensors"), new Dictionary<string, Tensor> { ["attn.0"] = zeros(1, 2, 3, int32) });
        Assert.Equal([64, 0, 0, 0, 0, 0, 0, 0, .. "{\"attn.0\":{\"dtype\":\"I32\",\"shape\":[1,2,3],\"data_offsets\":[0,24]}}"u8, .. new byte[24]], File.ReadAllBytes(files.New("x.safetensors")));
        torch.files.WriteSafetensors(files.New("y.safetensors"), new Dictionary<string, Tensor> { ["b"] = tensor((byte)7), ["z"] = tensor(1.5f), ["a"] = tensor(2.5f), ["l"] = tensor(3L), ["h"] = tensor(0f).to(float16) }, new Dictionary<string, string> { ["y"] = "1", ["x"] = "\"" });
        var written = File.ReadAllBytes(files.New("y.safetensors"));
        var header = Encoding.UTF8.GetString(written, 8, BitConverter.ToInt32(written));
        Assert.Equal("""{"__metadata__":{"x":"\"","y":"1"},"l":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[],"data_offsets":[8,12]},"z":{"dtype":"F32","shape":[],"data_offsets":[12,16]},"h":{"dtype":"F16","shape":[],"data_offsets":[16,18]},"b":{"dtype":"U8","shape":[],"data_offsets":[18,19]}}""", header.TrimEnd());
        Assert.Equal(0, header.Length % 8);
    }

    [Theory]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, null)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}   ", 8, null)]
    [InlineData("{}", 0, null)]
    [InlineData("{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 8, null)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[0,0]}}", 0, null)]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 9, "has 9 bytes of data, but its header describes 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 7, "it ends before a does")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}", 12, "the data of a, 4 to 12, does not follow")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "the data of b, 0 to 4, does not follow what ends at 4")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}", 12, "the data of b")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "a of shape [2] and dtype F32 has 4 bytes instead of 8")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}", 8, "the data of a")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}", 8, "shape of a is not of whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}}", 8, "shape of a is not of whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9223372036854775807],\"data_offsets\":[0,8]}}", 8, "has 8 bytes")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[18446744073709551616],\"data_offsets\":[0,8]}}", 8, "shape of a is not of whole numbers")]
    [InlineData("{\"a\":{\"dtype\":\"F4\",\"shape\":[1],\"data_offsets\":[0,0]}}", 0, "a of shape [1] and dtype F4")]
    [InlineData("{\"a\":{\"dtype\":\"F99\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "unknown dtype F99")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", 8, "1 data_offsets")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "a has no data_offsets")]
    [InlineData("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "a has no dtype")]
    [InlineData("{\"a\":5}", 0, "a is not described by an object")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "its header is not as safetensors wants it")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}", 8, "its header is not as safetensors wants it")]
    [InlineData("{\"__metadata__\":{\"a\":1}}", 0, "no string")]
    [InlineData("{\"__metadata__\":[]}", 0, "__metadata__ is not an object")]
    [InlineData(" {}", 0, "does not begin with '{'")]
    [InlineData("[]", 0, "does not begin with '{'")]
    [InlineData("", 0, "does not begin with '{'")]
    [InlineData("{\"\u00ff\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "its header is not as safetensors wants it")]
    public void Headers_are_checked_as_the_reference_does(string header, int data, string? message)
    {
        var path = files.New("h.safetensors");
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. Encoding.Latin1.GetBytes(header), .. new byte[data]]);
        if (message is null) Assert.NotNull(torch.files.ReadSafetensors(path));
        else Assert.Contains(message, Assert.Throws<InvalidDataException>(() => torch.files.ReadSafetensors(path)).Message);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0 }, "shorter than the length of its header")]
    [InlineData(new byte[] { 1, 0xe1, 0xf5, 5, 0, 0, 0, 0, (byte)'{' }, "100000001 bytes, more than 100000000")]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255 }, "more than 100000000")]
    [InlineData(new byte[] { 3, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' }, "but the file has only 10")]
    public void The_header_is_limited(byte[] bytes, string message)
    {
        var path = files.New("l.safetensors");
        File.WriteAllBytes(path, bytes);
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => torch.files.ReadSafetensors(path)).Message);
    }

    [Fact]
    public void Types_that_libtorch_lacks_are_refused_by_name()
    {
        var path = files.New("f8.safetensors");
        var header = "{\"w\":{\"dtype\":\"F8_E4M3\",\"shape\":[2],\"data_offsets\":[0,2]}}"u8;
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)header.Length), .. header, 0, 0]);
        Assert.Contains("f8.safetensors: w has the element type F8_E4M3", Assert.Throws<NotSupportedException>(() => torch.files.ReadSafetensors(path)).Message);
    }
}
