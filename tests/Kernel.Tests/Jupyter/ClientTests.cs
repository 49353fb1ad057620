namespace Marginalia.Kernel.Tests.Jupyter;

public sealed class ClientTests(RunningKernel kernel) : IClassFixture<RunningKernel>
{
    [Fact]
    public void Two_clients_share_the_state_and_each_gets_its_own_replies()
    {
        using var one = kernel.Connect("one");
        using var two = kernel.Connect("two");
        one.Execute("var shared = 0;");
        string[][] ids = [.. new[] { one, two }.Select(client => Enumerable.Range(0, 20).Select(_ => client.Send("execute_request", TestClient.Cell("shared++;"))).ToArray())];
        foreach (var (client, sent) in new[] { (one, ids[0]), (two, ids[1]) })
            foreach (var id in sent)
            {
                var reply = client.Next(); // in the order of the requests, and no others
                Assert.Equal((id, "ok"), (reply.ParentId, reply.Status));
            }
        Assert.EndsWith("result:40 | idle", two.Execute("shared").Short);
    }

    [Fact]
    public void Each_client_sees_what_the_other_runs()
    {
        using var one = kernel.Connect("one");
        using var two = kernel.Connect("two");
        var id = one.Send("execute_request", TestClient.Cell("Console.Write(\"seen\");"));
        Assert.Equal(["busy", "input", "stdout:seen", "idle"], two.Published(id).Select(message => message.Short));
    }

    [Fact]
    public void A_client_that_dies_in_the_middle_of_a_cell_leaves_the_kernel_well()
    {
        using (var dying = kernel.Connect("dying"))
        {
            var id = dying.Send("execute_request", TestClient.Cell("for (var i = 0; i < 20; i++) { Console.WriteLine(i); System.Threading.Thread.Sleep(20); } var done = true;"));
            while (dying.Next("iopub") is not { Type: "stream" } message || message.ParentId != id)
            {
            }
        }
        using var next = kernel.Connect("next");
        Assert.EndsWith("result:True | idle", next.Execute("done").Short);
        Assert.Equal("", kernel.Log);
    }

    [Fact]
    public void Editors_are_answered_while_a_cell_runs_and_the_status_ends_busy()
    {
        using var client = kernel.Connect();
        var cell = client.Send("execute_request", TestClient.Cell("while (true) System.Threading.Thread.Sleep(10);"));
        var complete = client.Ask("complete_request", new() { ["code"] = "Console.Wr", ["cursor_pos"] = 10 });
        Assert.Contains("WriteLine", complete.Reply.Content["matches"]!.AsArray().Select(match => (string)match!));
        var again = client.Next("iopub");
        Assert.Equal(("busy", cell), (again.State, again.ParentId));
        client.Ask("interrupt_request", [], "control");
        Assert.Equal("error", client.Reply(cell).Status);
    }

    [Theory]
    [InlineData("shell", true)]
    [InlineData("control", false)]
    public void A_shutdown_request_is_answered_and_ends_the_kernel(string channel, bool restart)
    {
        using var ending = new RunningKernel();
        using var client = ending.Connect();
        var shutdown = client.Ask("shutdown_request", new() { ["restart"] = restart }, channel);
        Assert.Equal(("shutdown_reply", "ok", restart), (shutdown.Reply.Type, shutdown.Reply.Status, (bool)shutdown.Reply.Content["restart"]!));
        Assert.Equal("busy | shutdown_reply | idle", shutdown.Short);
        ending.AwaitEnd();
        Assert.Equal("", ending.Log);
    }

    [Fact]
    public void A_shutdown_request_does_not_wait_for_the_cell()
    {
        using var ending = new RunningKernel();
        using var client = ending.Connect();
        var cell = client.Send("execute_request", TestClient.Cell("while (true) { }"));
        while (client.Next("iopub") is not { Type: "execute_input" }) // the channels have no order between them
        {
        }
        client.Reply(client.Send("shutdown_request", new() { ["restart"] = false }, "control"), "control");
        Assert.Equal("error", client.Reply(cell).Status);
        ending.AwaitEnd();
        Assert.Equal("", ending.Log);
    }

    [Fact]
    public void A_cell_that_comes_with_a_shutdown_request_does_not_keep_the_kernel()
    {
        for (var i = 0; i < 5; i++)
        {
            using var ending = new RunningKernel();
            using var client = ending.Connect();
            client.Send("execute_request", TestClient.Cell("while (true) { }"));
            client.Reply(client.Send("shutdown_request", new() { ["restart"] = false }, "control"), "control");
            ending.AwaitEnd();
            Assert.Equal("", ending.Log);
        }
    }
}
