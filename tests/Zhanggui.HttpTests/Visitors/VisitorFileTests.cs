using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Reception.Files;

namespace Zhanggui.HttpTests.Visitors;

public sealed class VisitorFileTests
{
    /// <summary>A PNG header that claims a size; what follows does not matter to us.</summary>
    internal static byte[] Png(int width, int height, int bytes = 64)
    {
        var png = new byte[Math.Max(bytes, 33)];
        byte[] start = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];
        start.CopyTo(png, 0);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    [Theory, BothDatabases]
    public async Task A_picture_comes_back_whole_with_headers_that_keep_it_harmless(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        var bytes = Png(640, 480, 700_000); // three pieces
        Random.Shared.NextBytes(bytes.AsSpan(40));
        (await visitor.UploadAsync(bytes, "../../客厅 壁画.exe", "text/html")).ShouldBe(HttpStatusCode.OK);
        var file = visitor.Answer.GetProperty("file");
        file.GetProperty("type").GetString().ShouldBe("image/png");
        file.GetProperty("name").GetString().ShouldBe("客厅 壁画.png");
        (file.GetProperty("width").GetInt32(), file.GetProperty("height").GetInt32()).ShouldBe((640, 480));

        using var response = await visitor.Http.GetAsync(new Uri(visitor.FileAddress(file.GetProperty("id").GetString()!), UriKind.Relative));

        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        response.Headers.GetValues("X-Content-Type-Options").ShouldContain("nosniff");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_part_of_a_file_is_exactly_that_part(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        var bytes = Png(10, 10, 600_000);
        Random.Shared.NextBytes(bytes.AsSpan(40));
        (await visitor.UploadAsync(bytes, "a.png")).ShouldBe(HttpStatusCode.OK);
        var address = new Uri(visitor.FileAddress(visitor.Answer.GetProperty("file").GetProperty("id").GetString()!), UriKind.Relative);
        foreach (var (from, to) in new[] { (0, 0), (262_140, 262_150), (0, 599_999), (524_288, 599_999) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = new RangeHeaderValue(from, to);
            using var response = await visitor.Http.SendAsync(request);
            (await response.Content.ReadAsByteArrayAsync()).ShouldBe(bytes[from..(to + 1)]);
        }
    }

    [Theory, BothDatabases]
    public async Task Files_that_lie_or_harm_are_refused(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        (byte[] Bytes, string Name, HttpStatusCode Status, string Code)[] cases =
        [
            (Png(50_000, 50_000), "bomb.png", HttpStatusCode.RequestEntityTooLarge, "reception.file.pixels"),
            (Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"), "a.png", HttpStatusCode.BadRequest, "reception.file.type"),
            (Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "a.svg", HttpStatusCode.BadRequest, "reception.file.type"),
            ([(byte)'M', (byte)'Z', 0, 1, 2, 3], "photo.jpg", HttpStatusCode.BadRequest, "reception.file.type"),
            ([], "empty.png", HttpStatusCode.BadRequest, "reception.file.missing"),
            (Png(10, 10, 10 * 1_048_576 + 1), "big.png", HttpStatusCode.RequestEntityTooLarge, "reception.file.too_large"),
        ];
        foreach (var (bytes, name, status, code) in cases)
        {
            (await visitor.UploadAsync(bytes, name, "image/png")).ShouldBe(status, name);
            visitor.Code.ShouldBe(code);
        }
    }

    [Theory, BothDatabases]
    public async Task An_archive_called_picture_is_not_sent_as_one(DatabaseKind db)
    {
        var place = await VisitedShop.OpenAsync(await TestHouse.SharedAsync(db));
        using var visitor = await place.VisitAsync();
        (await visitor.UploadAsync([0x50, 0x4B, 3, 4, .. new byte[100]], "bomb.png", "image/png")).ShouldBe(HttpStatusCode.OK);
        var file = visitor.Answer.GetProperty("file");
        file.GetProperty("type").GetString().ShouldBe("application/zip");

        (await visitor.PostAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "image", text = "", fileId = file.GetProperty("id").GetString() })).ShouldBe(HttpStatusCode.BadRequest);
        visitor.Code.ShouldBe("reception.file.not_image");
        using var response = await visitor.Http.GetAsync(new Uri(visitor.FileAddress(file.GetProperty("id").GetString()!), UriKind.Relative));
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Theory, BothDatabases]
    public async Task Stored_pieces_hold_nothing_readable(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        (await visitor.UploadAsync(Encoding.UTF8.GetBytes("家住文三路一百号"), "地址.txt")).ShouldBe(HttpStatusCode.OK);
        var id = visitor.Answer.GetProperty("file").GetProperty("id").GetGuid();

        var piece = await house.Services.GetRequiredService<IFileStore>().FindAsync(id, 0, CancellationToken.None);

        piece.ShouldNotBeNull();
        piece.AsSpan().IndexOf("文三路"u8).ShouldBe(-1);
    }

    [Theory, BothDatabases]
    public async Task A_file_no_message_carries_is_removed_and_a_sent_one_stays(DatabaseKind db)
    {
        await using var house = await TestHouse.OpenAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        (await visitor.UploadAsync(Png(4, 4), "orphan.png")).ShouldBe(HttpStatusCode.OK);
        var orphan = visitor.Answer.GetProperty("file").GetProperty("id").GetString()!;
        (await visitor.UploadAsync(Png(4, 4), "sent.png")).ShouldBe(HttpStatusCode.OK);
        var sent = visitor.Answer.GetProperty("file").GetProperty("id").GetString()!;
        (await visitor.PostAsync("/api/visitor/messages", new { id = Guid.CreateVersion7(), kind = "image", text = "", fileId = sent })).ShouldBe(HttpStatusCode.OK);
        var shelf = house.Services.GetRequiredService<FileShelf>();
        var later = Instant.FromDateTimeOffset(DateTimeOffset.UtcNow.AddDays(2));

        (await shelf.RemoveOrphansAsync(later, 100, CancellationToken.None)).ShouldBe(1);
        (await shelf.RemoveOrphansAsync(later, 100, CancellationToken.None)).ShouldBe(0);

        (await visitor.Http.GetAsync(new Uri(visitor.FileAddress(orphan), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Http.GetAsync(new Uri(visitor.FileAddress(sent), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task An_agents_file_reaches_the_buyer_and_nobody_of_another_shop(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var place = await VisitedShop.OpenAsync(house);
        using var visitor = await place.VisitAsync();
        (await visitor.SendAsync("发张图")).ShouldBe(HttpStatusCode.OK);
        var conversation = visitor.Answer.GetProperty("c").GetGuid();
        using var agent = await place.Shop.SignInAsync(place.Shop.Agent);
        using var form = new MultipartFormDataContent();
        using var content = new ByteArrayContent(Png(8, 8));
        form.Add(content, "file", "样图.png");
        using var uploaded = await agent.PostAsync(new Uri($"/api/reception/files?c={conversation}", UriKind.Relative), form);
        uploaded.StatusCode.ShouldBe(HttpStatusCode.OK, await uploaded.Content.ReadAsStringAsync());
        var file = System.Text.Json.JsonDocument.Parse(await uploaded.Content.ReadAsStringAsync()).RootElement.GetProperty("file").GetProperty("id").GetString()!;
        var stranger = await TestShop.OpenAsync(house);
        using var other = await stranger.SignInAsync(stranger.Owner);

        (await agent.GetAsync(new Uri($"/api/reception/files/{file}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.Http.GetAsync(new Uri(visitor.FileAddress(file), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.GetAsync(new Uri($"/api/reception/files/{file}", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
