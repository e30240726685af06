using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhanggui.HttpTests.Orders;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Shop.Contracts;
using static Zhanggui.HttpTests.Orders.OrdersHttp;

namespace Zhanggui.HttpTests;

/// <summary>Notes on buyers and orders: what looking at each of them finds, nothing of what one may not open, nothing of what was erased.</summary>
public sealed class ReceptionNoteSearchTests
{
    private static readonly string[] Pieces = ["要送胶", "釉", "ok", "2件", "老客户", "，", " ", "不锈钢", "SKU-9", "包邮"];

    [Theory, BothDatabases]
    public async Task Notes_on_buyers_are_found_as_a_scan_finds_them(DatabaseKind db)
    {
        var (house, random) = (await TestHouse.SharedAsync(db), new Random(11));
        var desk = await ReceptionDesk.OpenAsync(house);
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        var notes = new Dictionary<string, string>();
        for (var i = 0; i < 24; i++)
        {
            var note = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)])) + "。";
            notes[await NoteAsync(desk, owner, $"买家{i}", note)] = note;
        }

        foreach (var words in new[] { "釉", "要送胶", "sku", "老客户 包邮", "不锈钢釉", "没有的词" })
        {
            (await AllAsync(owner, desk, "buyer", words)).Order(StringComparer.Ordinal)
                .ShouldBe(notes.Where(n => words.Split(' ').All(w => n.Value.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(n => n.Key).Order(StringComparer.Ordinal), words);
        }
    }

    [Theory, BothDatabases]
    public async Task A_note_is_shown_with_its_words_and_only_to_whoever_may_read_it(DatabaseKind db)
    {
        var house = await TestHouse.SharedAsync(db);
        var (desk, elsewhere) = (await ReceptionDesk.OpenAsync(house), await ReceptionDesk.OpenAsync(house));
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        using var other = await elsewhere.Shop.SignInAsync(elsewhere.Shop.Owner);
        var buyer = await NoteAsync(desk, owner, "林小姐", "怕猫，ＳＫＵ９勿推荐");

        var note = (await owner.GetJsonAsync(Address(desk, "buyer", "sku9勿")))["notes"]!.AsArray().ShouldHaveSingleItem()!;
        note.Text("id").ShouldBe(buyer);
        note.Text("title").ShouldBe("林小姐");
        note["found"]!.ToJsonString().ShouldBe("[[3,5]]");
        (await AllAsync(other, elsewhere, "buyer", "怕猫")).ShouldBeEmpty();
        (await other.GetAsync(new Uri(Address(desk, "buyer", "怕猫"), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var (of, q) in new[] { ("nobody", "怕猫"), ("buyer", " ") })
        {
            (await owner.GetAsync(new Uri(Address(desk, of, q), UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        using var erased = await owner.PostAsJsonAsync($"/api/shop/buyers/{buyer}/erase", new { reason = "本人要求", number = 1 });
        erased.EnsureSuccessStatusCode();
        (await AllAsync(owner, desk, "buyer", "怕猫")).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Notes_on_orders_are_found_however_old_and_page_by_page(DatabaseKind db)
    {
        var (house, random) = (await TestHouse.SharedAsync(db), new Random(12));
        var desk = await ReceptionDesk.OpenAsync(house);
        using var owner = await desk.Shop.SignInAsync(desk.Shop.Owner);
        using var agent = await desk.Shop.SignInAsync(desk.Shop.Agent);
        var notes = Enumerable.Range(0, 40).ToDictionary(i => $"7700{i:D4}", _ => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)])) + "。");
        await owner.ImportAsync(desk.Shop, Taobao([.. notes.Select((n, i) => Row(n.Key, buyer: "老客", placed: $"20{20 + (i % 5)}-02-0{1 + (i % 9)} 10:00:00", paidAt: $"20{20 + (i % 5)}-02-0{1 + (i % 9)} 10:01:00", note: n.Value))]));

        foreach (var words in new[] { "釉", "要送胶", "sku", "老客户 包邮", "没有的词" })
        {
            (await AllAsync(owner, desk, "order", words)).Order(StringComparer.Ordinal)
                .ShouldBe(notes.Where(n => words.Split(' ').All(w => n.Value.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(n => n.Key).Order(StringComparer.Ordinal), words);
        }

        (await AllAsync(agent, desk, "order", "釉")).ShouldBeEmpty(); // reads own orders only, and none of these is
    }

    private static async Task<string> NoteAsync(ReceptionDesk desk, HttpClient owner, string name, string note)
    {
        var buyer = await desk.Shop.House.Services.GetRequiredService<IBuyers>().FindOrCreateAsync(desk.Id, "web", Guid.NewGuid().ToString(), new BuyerProfile(name, BuyerIdentity.Signed), CancellationToken.None);
        var version = (await owner.GetJsonAsync($"/api/shop/buyers/{buyer.Id}")).Number("version");
        using var edited = await owner.PostAsJsonAsync($"/api/shop/buyers/{buyer.Id}/edit", new { version, note });
        edited.EnsureSuccessStatusCode();
        return buyer.Id.ToString();
    }

    /// <summary>Read three at a time: nothing is skipped and nothing shown twice.</summary>
    private static async Task<List<string>> AllAsync(HttpClient http, ReceptionDesk desk, string of, string q)
    {
        var (all, next) = (new List<string>(), string.Empty);
        do
        {
            var page = await http.GetJsonAsync($"{Address(desk, of, q)}&limit=3&after={next}");
            all.AddRange(page["notes"]!.AsArray().Select(n => n!.Text("id")));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);
        all.ShouldBeUnique();
        return all;
    }

    private static string Address(ReceptionDesk desk, string of, string q) => $"/api/reception/search/notes?shop={desk.Id}&of={of}&q={Uri.EscapeDataString(q)}";
}
