using Marginalia.Kernel.Jupyter.Messages;

namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class ConnectionFileTests : IDisposable
{
    const string Good = """
        {"transport": "tcp", "ip": "127.0.0.1", "shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5,
         "key": "k", "signature_scheme": "hmac-sha256", "kernel_name": "x", "other": null}
        """;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    ConnectionFile Read(string change, string to) => ConnectionFile.Read(_folder.Write("connection.json", Good.Replace(change, to)));

    [Theory]
    [InlineData("127.0.0.1", "tcp", "tcp://127.0.0.1:1")]
    [InlineData("localhost", "tcp", "tcp://127.0.0.1:1")]
    [InlineData("::1", "tcp", "tcp://[::1]:1")]
    [InlineData("192.168.1.7", "tcp", "tcp://192.168.1.7:1")]
    [InlineData("/run/user/1/kernel", "ipc", "ipc:///run/user/1/kernel-1")]
    public void Addresses_are_those_of_the_file(string ip, string transport, string endpoint) => Assert.Equal(endpoint,
        ConnectionFile.Read(_folder.Write("connection.json", Good.Replace("127.0.0.1", ip).Replace("\"tcp\"", $"\"{transport}\""))).Endpoint(ChannelName.Shell));

    [Fact]
    public void What_may_be_left_out_has_the_protocols_defaults()
    {
        var file = Read("\"transport\": \"tcp\", ", "");
        Assert.Equal(("tcp", "k"), (file.Transport, file.Key));
        Assert.Equal("tcp://127.0.0.1:5", Read(", \"signature_scheme\": \"hmac-sha256\"", "").Endpoint(ChannelName.Heartbeat));
    }

    [Theory]
    [InlineData("\"tcp\"", "\"udp\"", "transport is 'udp'; expected tcp or ipc")]
    [InlineData("hmac-sha256", "hmac-md5", "signature_scheme is 'hmac-md5'; expected hmac-sha256")]
    [InlineData("\"ip\": \"127.0.0.1\", ", "", "ip is missing; expected a text")]
    [InlineData("\"127.0.0.1\"", "5", "ip is 5; expected a text")]
    [InlineData("\"127.0.0.1\"", "\"\"", "ip is \"\"; expected a text")]
    [InlineData("\"k\"", "7", "key is 7; expected a text")]
    [InlineData("\"shell_port\": 1", "\"shell_port\": 70000", "shell_port is 70000; expected a number from 1 to 65535")]
    [InlineData("\"hb_port\": 5", "\"hb_port\": \"5\"", "hb_port is \"5\"; expected a number from 1 to 65535")]
    [InlineData("\"stdin_port\": 3, ", "", "stdin_port is missing; expected a number from 1 to 65535")]
    [InlineData("{\"transport\"", "[{\"transport\"", "not JSON")]
    [InlineData(Good, "[]", "no JSON object; expected a Jupyter connection file")]
    [InlineData(Good, "", "not JSON")]
    public void What_is_wrong_is_said(string change, string to, string message)
    {
        var error = Assert.ThrowsAny<IOException>(() => Read(change, to));
        Assert.StartsWith($"{_folder["connection.json"]}: {message}", error.Message);
    }

    [Theory]
    [InlineData("0.0.0.0", false)]
    [InlineData("*", false)]
    [InlineData("192.168.1.7", false)]
    [InlineData("::", false)]
    [InlineData("example.org", false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.8.8", true)]
    [InlineData("localhost", true)]
    [InlineData("::1", true)]
    public void Without_a_key_only_this_machine_may_be_served(string ip, bool allowed)
    {
        var path = _folder.Write("connection.json", Good.Replace("\"k\"", "\"\"").Replace("127.0.0.1", ip));
        if (allowed)
            Assert.Equal("", ConnectionFile.Read(path).Key);
        else
            Assert.Equal($"{path}: key is empty, so anyone who reaches {ip} could run code; expected a key, or ip 127.0.0.1", Assert.ThrowsAny<IOException>(() => ConnectionFile.Read(path)).Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_said() =>
        Assert.Contains("Expected the connection file that a Jupyter client wrote", Assert.ThrowsAny<IOException>(() => ConnectionFile.Read(_folder["none.json"])).Message);

    [Fact]
    public void An_address_that_is_taken_or_makes_no_sense_is_said()
    {
        using var running = new RunningKernel();
        var connection = running.Connection.DeepClone().AsObject();
        connection["transport"] = "tcp";
        connection["ip"] = "no such name";
        var error = Assert.ThrowsAny<IOException>(() => new Marginalia.Kernel.Jupyter.JupyterKernel(_folder.Write("connection.json", connection.ToJsonString()), TextWriter.Null));
        Assert.StartsWith("cannot listen on tcp://no such name:1: ", error.Message);
    }

    [Fact]
    public void Tcp_works_as_well()
    {
        using var kernel = RunningKernel.OverTcp();
        using var client = kernel.Connect();
        Assert.Equal("busy | input | result:2 | idle", client.Execute("1 + 1").Short);
    }
}
