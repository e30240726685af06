using System.IO.Compression;
using System.Net;
using Zhanggui.Kernel.Db;

namespace Zhanggui.HttpTests.Host;

/// <summary>How the built web clients are served. Without them (the web is not built) these tests have nothing to ask for.</summary>
public sealed class WebFileTests : IDisposable
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "wwwroot");
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None });

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_page_is_asked_for_again_each_time_and_not_sent_twice()
    {
        using var first = await AskAsync("/");
        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        first.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        first.Headers.CacheControl!.NoCache.ShouldBeTrue();
        var policy = first.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        var tag = first.Headers.ETag!.ToString();

        foreach (var known in new[] { tag, $"W/{tag}", $"\"other\", {tag}" })
        {
            using var again = await AskAsync("/", ("If-None-Match", known));
            again.StatusCode.ShouldBe(HttpStatusCode.NotModified, known);
            (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        }

        using var changed = await AskAsync("/", ("If-None-Match", "\"another\""));
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_has_a_hash_in_its_name_is_kept_for_ever()
    {
        using var answer = await AskAsync(Asset("*.js"));

        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip;q=1.0, br;q=0", "gzip")]
    [InlineData("", null)]
    [InlineData("identity, brotli", null)]
    public async Task The_browser_gets_what_it_can_unpack(string accepts, string? encoding)
    {
        var path = Asset("*.js");
        var plain = await File.ReadAllBytesAsync(Root + path);
        using var answer = await AskAsync(path, ("Accept-Encoding", accepts));

        answer.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
        answer.Headers.Vary.ShouldBe(["Accept-Encoding"]);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using Stream unpacked = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var read = new MemoryStream();
        await unpacked.CopyToAsync(read);
        read.ToArray().SequenceEqual(plain).ShouldBeTrue();
        using var other = await AskAsync(path, ("Accept-Encoding", encoding == "gzip" ? "br" : "gzip"));
        other.Headers.ETag.ShouldNotBe(answer.Headers.ETag); // a cache must not mix the two
    }

    [Fact]
    public async Task Other_sites_may_load_the_widget_and_nothing_else()
    {
        using var widget = await AskAsync("/widget.js");
        widget.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        widget.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"]);
        widget.Headers.CacheControl!.MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
        using var page = await AskAsync("/");
        page.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/reception/0199f0aa-0000-7000-8000-000000000001", HttpStatusCode.OK)]  // the workbench's own address
    [InlineData("/demo", HttpStatusCode.Redirect)]
    [InlineData("/demo/", HttpStatusCode.OK)]
    [InlineData("/no-such-file.js", HttpStatusCode.NotFound)]
    [InlineData("/index.html.br", HttpStatusCode.NotFound)]
    [InlineData("/widget.js.gz", HttpStatusCode.NotFound)]
    [InlineData("/api/no-such-thing", HttpStatusCode.NotFound)]
    [InlineData("/..%2fzhanggui.dll", HttpStatusCode.NotFound)]
    [InlineData("/assets/..%2f..%2fzhanggui.runtimeconfig.json", HttpStatusCode.NotFound)]
    [InlineData("/%2e%2e/zhanggui.dll", HttpStatusCode.NotFound)]
    public async Task Only_what_is_meant_to_be_seen_is_served(string path, HttpStatusCode status)
    {
        using var answer = await AskAsync(path);

        answer.StatusCode.ShouldBe(status, path);
    }

    [Fact]
    public async Task Asking_for_the_head_sends_no_body()
    {
        using var answer = await AskAsync("/", method: HttpMethod.Head);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentLength!.Value.ShouldBeGreaterThan(100);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    private static string Asset(string pattern)
    {
        SkipWithoutWeb();
        var found = Directory.EnumerateFiles(Path.Combine(Root, "assets"), pattern).Where(f => File.Exists(f + ".br") && File.Exists(f + ".gz")).Order(StringComparer.Ordinal).First();
        return "/assets/" + Path.GetFileName(found);
    }

    private static void SkipWithoutWeb() => Assert.SkipUnless(File.Exists(Path.Combine(Root, "index.html")), "The web clients are not built (scripts/run, scripts/test and scripts/check build them).");

    private async Task<HttpResponseMessage> AskAsync(string path, (string Name, string Value)? header = null, HttpMethod? method = null)
    {
        SkipWithoutWeb();
        var house = await TestHouse.SharedAsync(DatabaseKind.Sqlite);
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(house.Url + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (header is { } h)
        {
            request.Headers.TryAddWithoutValidation(h.Name, h.Value);
        }

        return await http.SendAsync(request);
    }
}
