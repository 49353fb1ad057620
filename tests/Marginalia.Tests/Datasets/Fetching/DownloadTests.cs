using System.Net;
using System.Security.Cryptography;
using Marginalia.Datasets.Fetching;

namespace Marginalia.Tests.Datasets.Fetching;

public sealed class DownloadTests : IDisposable
{
    const string Modified = "Wed, 21 Oct 2015 07:28:00 GMT", Earlier = "Tue, 20 Oct 2015 07:28:00 GMT";
    readonly TemporaryFolder folder = new();
    readonly List<TimeSpan> waits = [];
    readonly StringWriter log = new();

    public void Dispose() => folder.Dispose();

    TimeSpan stall = TimeSpan.FromMinutes(1);

    string Target => folder["data.bin"];

    FetchSettings Settings => new()
    {
        Error = log,
        Terminal = false,
        Stall = stall,
        Delay = (time, _) =>
        {
            waits.Add(time);
            return Task.CompletedTask;
        },
    };

    static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    static RemoteFile FileOf(byte[] content, bool sum = true) => new("data.bin", content.Length) { Sha256 = sum ? Convert.ToHexStringLower(SHA256.HashData(content)) : null };

    async Task Fetch(RemoteFile file, params Uri[] mirrors)
    {
        var settings = Settings;
        using var client = new HttpClient(settings.Http()) { Timeout = Timeout.InfiniteTimeSpan };
        await new Download(file, Target, client, new ProgressLine(file.Size, settings), settings).Run([.. mirrors.Select(mirror => new Uri(mirror, file.Name))], TestContext.Current.CancellationToken);
    }

    void AssertArrived(byte[] content)
    {
        Assert.Equal(content, File.ReadAllBytes(Target));
        Assert.Equal(["data.bin"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    void Leave(byte[] part, string? note)
    {
        File.WriteAllBytes(Target + ".part", part);
        if (note is not null)
            File.WriteAllText(Target + ".part.json", note);
    }

    [Theory]
    [InlineData(1, "\"v1\"", null, true)]
    [InlineData(2, "\"v1\"", null, false)]
    [InlineData(3, null, Modified, false)]
    [InlineData(4, null, null, true)]
    [InlineData(5, "W/\"weak\"", null, true)]
    public async Task Connections_that_break_at_random_bytes_are_gone_on_from(int seed, string? etag, string? modified, bool sum)
    {
        var content = Bytes(seed, 200_000);
        var random = new Random(seed);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content, etag, modified) with { CutAfter = random.Next(60_000) });
        await Fetch(FileOf(content, sum), server.Url);
        AssertArrived(content);
        Assert.True(server.Requests.Count > 3);
        Assert.True(server.Requests.Zip(server.Requests.Skip(1)).All(pair => pair.First.From <= pair.Second.From), "no byte is asked for again");
        Assert.All(server.Requests.Skip(1), asked => Assert.Equal(etag is "\"v1\"" ? etag : modified, asked.From > 0 ? asked.IfRange : etag ?? modified));
    }

    [Fact]
    public async Task Without_a_version_and_without_a_sum_a_broken_file_is_begun_anew()
    {
        var content = Bytes(1, 100_000);
        int request = 0;
        using var server = new LoopbackServer(asked => Answer.Good(asked, content) with { CutAfter = request++ < 2 ? 50_000 : long.MaxValue });
        await Fetch(FileOf(content, sum: false), server.Url);
        AssertArrived(content);
        Assert.All(server.Requests, asked => Assert.Equal(0, asked.From));
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_all_of_it_again()
    {
        var content = Bytes(2, 100_000);
        int request = 0;
        using var server = new LoopbackServer(_ => new(200, content) { CutAfter = request++ < 3 ? 30_000 * request : long.MaxValue });
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_file_that_changes_midway_is_never_mixed(bool heedsIfRange, bool byTag)
    {
        var (old, now) = (Bytes(3, 90_000), Bytes(4, 90_000));
        int request = 0;
        using var server = new LoopbackServer(asked => request++ == 0
            ? Answer.Good(asked, old, byTag ? "\"old\"" : null, byTag ? null : Earlier) with { CutAfter = 40_000 }
            : Answer.Good(heedsIfRange ? asked : asked with { IfRange = null }, now, byTag ? "\"new\"" : null, byTag ? null : Modified));
        await Fetch(FileOf(now), server.Url);
        AssertArrived(now);
    }

    [Fact]
    public async Task Another_ETag_in_the_middle_is_noticed_without_a_sum()
    {
        var (old, now) = (Bytes(3, 90_000), Bytes(4, 90_000));
        int request = 0;
        using var server = new LoopbackServer(asked => request++ == 0
            ? Answer.Good(asked, old, "\"old\"") with { CutAfter = 40_000 }
            : Answer.Good(asked with { IfRange = null }, now, "\"new\""));
        await Fetch(FileOf(now, sum: false), server.Url);
        AssertArrived(now);
        Assert.Contains("another version of the file", log.ToString());
    }

    [Fact]
    public async Task Wrong_bytes_send_it_to_the_next_mirror()
    {
        var content = Bytes(5, 50_000);
        using var wrong = new LoopbackServer(asked => Answer.Good(asked, Bytes(6, 50_000), "\"w\""));
        using var right = new LoopbackServer(asked => Answer.Good(asked, content, "\"r\""));
        await Fetch(FileOf(content), wrong.Url, right.Url);
        AssertArrived(content);
        Assert.Single(wrong.Requests);
    }

    [Fact]
    public async Task A_mirror_that_fails_sends_it_to_the_next_without_a_wait_and_the_one_that_serves_is_kept()
    {
        var content = Bytes(23, 50_000);
        using var busy = new LoopbackServer(_ => new(500, []));
        using var good = new LoopbackServer(asked => Answer.Good(asked, content, "\"v\"") with { CutAfter = 20_000 });
        await Fetch(FileOf(content, sum: false) with { Sha256 = null }, busy.Url, good.Url);
        AssertArrived(content);
        Assert.Single(busy.Requests);
        Assert.Equal([0, 20_000, 40_000], good.Requests.Select(asked => asked.From));
        Assert.Equal(2, waits.Count);
    }

    [Fact]
    public async Task Wrong_bytes_everywhere_leave_nothing_and_both_sums_are_named()
    {
        var (content, other) = (Bytes(5, 50_000), Bytes(6, 50_000));
        using var server = new LoopbackServer(asked => Answer.Good(asked, other, "\"w\""));
        var failed = await Assert.ThrowsAsync<FetchException>(() => Fetch(FileOf(content), server.Url));
        Assert.Contains(FileOf(content).Sha256!, failed.Message);
        Assert.Contains(FileOf(other).Sha256!, failed.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_damaged_part_of_an_earlier_run_is_begun_anew()
    {
        var content = Bytes(7, 50_000);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content, "\"v\""));
        Leave(Bytes(8, 20_000), $$"""{"url":"{{server.Url}}data.bin","etag":"\"v\"","total":50000}""");
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
        Assert.Equal([20_000, 0], server.Requests.Select(asked => asked.From));
    }

    [Theory]
    [InlineData(null, true, 20_000)]
    [InlineData("{\"url\":", true, 20_000)]
    [InlineData(null, false, 0)]
    [InlineData("{\"url\":", false, 0)]
    [InlineData("{\"url\":\"https://elsewhere.example/data.bin\",\"etag\":\"\\\"v\\\"\"}", false, 0)]
    public async Task A_part_whose_origin_nobody_knows_is_gone_on_from_only_where_a_sum_tells_in_the_end(string? note, bool sum, long from)
    {
        var content = Bytes(9, 50_000);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content, "\"v\""));
        Leave(content[..20_000], note);
        await Fetch(FileOf(content, sum), server.Url);
        AssertArrived(content);
        Assert.Equal([from], server.Requests.Select(asked => asked.From));
    }

    [Fact]
    public async Task A_part_that_is_whole_needs_no_request()
    {
        var content = Bytes(10, 5_000);
        Leave(content, null);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content));
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_part_that_is_too_long_is_begun_anew()
    {
        var content = Bytes(11, 5_000);
        Leave([.. content, 1], null);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content));
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
    }

    [Fact]
    public async Task A_silent_connection_is_left_and_gone_on_from()
    {
        stall = TimeSpan.FromSeconds(1);
        var content = Bytes(12, 60_000);
        int request = 0;
        using var server = new LoopbackServer(asked => Answer.Good(asked, content, "\"v\"") with { StallAfter = request++ == 0 ? 25_000 : long.MaxValue });
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
        Assert.Equal(25_000, server.Requests.Last().From);
        Assert.Contains("silent", log.ToString());
    }

    [Fact]
    public async Task Range_not_satisfiable_begins_anew()
    {
        var content = Bytes(13, 60_000);
        using var server = new LoopbackServer(asked => asked.From > 0 ? new(416, []) : Answer.Good(asked, content));
        Leave(content[..1000], null);
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
    }

    [Theory]
    [InlineData("bytes 0-59999/60000")]
    [InlineData("bytes 1001-59999/60000")]
    [InlineData("bytes 1000-59999/99999")]
    [InlineData("lines 1000-59999/60000")]
    [InlineData(null)]
    public async Task A_wrong_Content_Range_begins_anew_without_ranges(string? range)
    {
        var content = Bytes(14, 60_000);
        using var server = new LoopbackServer(asked => asked.From == 0
            ? Answer.Good(asked, content)
            : new(206, content[1000..]) { Headers = range is null ? [] : new() { ["Content-Range"] = range } });
        Leave(content[..1000], null);
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
        Assert.Equal([1000, 0], server.Requests.Select(asked => asked.From));
    }

    [Fact]
    public async Task Retry_After_is_heeded()
    {
        var content = Bytes(15, 1_000);
        int request = 0;
        using var server = new LoopbackServer(asked => request++ < 2 ? new(503, []) { Headers = new() { ["Retry-After"] = "37" } } : Answer.Good(asked, content));
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
        Assert.Equal([TimeSpan.FromSeconds(37), TimeSpan.FromSeconds(37)], waits);
    }

    [Fact]
    public async Task Waits_double_up_to_a_minute_and_the_requests_come_to_an_end()
    {
        using var server = new LoopbackServer(_ => new(500, []));
        await Assert.ThrowsAsync<FetchException>(() => Fetch(FileOf([1]), server.Url));
        Assert.Equal(Settings.Attempts, server.Requests.Count);
        Assert.All(waits.Select((wait, index) => wait.TotalSeconds / Math.Min(60, Math.Pow(2, index))), share => Assert.InRange(share, .5, 1));
    }

    [Fact]
    public async Task A_server_that_feeds_single_bytes_and_breaks_comes_to_an_end()
    {
        var content = Bytes(16, 10_000);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content, "\"v\"") with { CutAfter = 1 });
        var settings = Settings with { Requests = 50 };
        using var client = new HttpClient(settings.Http());
        await Assert.ThrowsAsync<FetchException>(() => new Download(FileOf(content), Target, client, new ProgressLine(1, settings), settings).Run([server.Url], TestContext.Current.CancellationToken));
        Assert.Equal(50, server.Requests.Count);
        Assert.Equal(content[..50], File.ReadAllBytes(Target + ".part"));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task What_is_not_there_is_not_asked_for_again(int status)
    {
        var content = Bytes(17, 1_000);
        using var without = new LoopbackServer(_ => new(status, []));
        using var with = new LoopbackServer(asked => Answer.Good(asked, content));
        await Fetch(FileOf(content), without.Url, with.Url);
        AssertArrived(content);
        Assert.Single(without.Requests);
    }

    [Fact]
    public async Task A_file_of_another_size_is_refused_before_it_comes()
    {
        var content = Bytes(18, 1_000);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content));
        var failed = await Assert.ThrowsAsync<FetchException>(() => Fetch(FileOf(content) with { Size = 999 }, server.Url));
        Assert.Contains("has 1000 bytes; expected 999", failed.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_body_that_never_ends_is_cut_off()
    {
        var content = Bytes(19, 300_000);
        using var server = new LoopbackServer(_ => new(200, content) { Unbounded = true });
        var failed = await Assert.ThrowsAsync<FetchException>(() => Fetch(FileOf(content[..200_000]), server.Url));
        Assert.Contains("more than the 200000 bytes", failed.Message);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_body_without_a_length_that_ends_early_is_gone_on_from()
    {
        var content = Bytes(20, 100_000);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content, "\"v\"") with { Unbounded = true, CutAfter = 40_000 });
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
        Assert.Equal([0, 40_000, 80_000], server.Requests.Select(asked => asked.From));
    }

    [Fact]
    public async Task A_page_in_the_place_of_a_file_is_refused()
    {
        var page = "<html>log in first</html>"u8.ToArray();
        using var server = new LoopbackServer(_ => new(200, page) { Headers = new() { ["Content-Type"] = "text/html; charset=utf-8" } });
        var failed = await Assert.ThrowsAsync<FetchException>(() => Fetch(new("data.bin", 0), server.Url));
        Assert.Contains("a page instead of the file", failed.Message);
    }

    [Fact]
    public async Task Redirects_are_followed_and_bounded()
    {
        var content = Bytes(21, 1_000);
        int request = 0;
        using var server = new LoopbackServer(asked => request++ < 3 ? new(302, []) { Headers = new() { ["Location"] = $"/hop{request}" } } : Answer.Good(asked, content));
        await Fetch(FileOf(content), server.Url);
        AssertArrived(content);
        using var circle = new LoopbackServer(_ => new(302, []) { Headers = new() { ["Location"] = "/data.bin" } });
        var failed = await Assert.ThrowsAsync<FetchException>(() => Fetch(FileOf(content), circle.Url));
        Assert.Contains("more than 10 redirects", failed.Message);
        Assert.Equal(11, circle.Requests.Count);
    }

    [Fact]
    public async Task Https_never_leads_to_http_not_even_with_a_sum()
    {
        var content = Bytes(22, 1_000);
        using var server = new LoopbackServer(asked => Answer.Good(asked, content));
        var asked = new List<Uri>();
        using var client = new HttpClient(new Canned(request =>
        {
            asked.Add(request.RequestUri!);
            return new(HttpStatusCode.Found) { Headers = { Location = server.Url } };
        }));
        var failed = await Assert.ThrowsAsync<FetchException>(() => new Download(FileOf(content), Target, client, new ProgressLine(1, Settings), Settings).Run([new("https://secure.example/data.bin")], TestContext.Current.CancellationToken));
        Assert.Contains("not encrypted", failed.Message);
        Assert.Equal([new Uri("https://secure.example/data.bin")], asked);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Plain_http_takes_a_published_SHA_256()
    {
        var file = new RemoteFile("a", 1);
        Assert.True(Redirects.Allowed(new("https://a.example/"), file));
        Assert.False(Redirects.Allowed(new("http://a.example/"), file));
        Assert.False(Redirects.Allowed(new("http://a.example/"), file with { Md5 = new('0', 32) }));
        Assert.True(Redirects.Allowed(new("http://a.example/"), file with { Sha256 = new('0', 64) }));
        Assert.False(Redirects.Allowed(new("ftp://a.example/"), file with { Sha256 = new('0', 64) }));
    }

    sealed class Canned(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
