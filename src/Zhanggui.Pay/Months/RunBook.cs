using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Money;
using Zhanggui.Pay.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>Keeps settlements: written once, read as they were.</summary>
internal static class RunBook
{
    /// <summary>The run that holds and the one before it, for what changed.</summary>
    private const int RunsKept = 2;

    /// <summary>People of a shop; a slip each.</summary>
    public const int MostSlips = 2000;

    public static async Task<int> WriteAsync(DbConnection c, DbTransaction t, ShopId shop, Settlement settled, PublishedBook book, Instant asOf, PersonId? by, CancellationToken ct)
    {
        var month = MonthText.Of(settled.Month);
        var number = (int)(await c.ReadLongAsync(t, "select coalesce(max(number), 0) from pay_run where shop_id = @shop and month = @month", ct, ("shop", shop.Value), ("month", month)) ?? 0) + 1;
        var total = settled.Slips.Aggregate(Fen.Zero, (sum, s) => sum + s.Total);
        await ManyRows.ExecuteAsync(c, t,
            "insert into pay_run (shop_id, month, number, book, version, book_digest, book_id, facts_digest, as_of, asked_by, total, slips, decisions, legality) " +
            "values (@shop, @month, @number, @book, @version, @book_digest, @book_id, @facts, @as_of, @by, @total, @slips, @decisions, @legality)",
            ["shop", "month", "number", "book", "version", "book_digest", "book_id", "facts", "as_of", "by", "total", "slips", "decisions", "legality"],
            [[shop.Value, month, number, settled.Book, settled.Version, book.Name.Digest, book.Id.Value, settled.FactsDigest, asOf.ToUnixTimeMilliseconds(), by?.Value, total.Value, settled.Slips.Count, Json(settled.Decisions), Json(settled.Legality)]], ct);
        var progress = settled.Progress.ToDictionary(p => p.Person, StringComparer.Ordinal);
        await ManyRows.ExecuteAsync(c, t, "insert into pay_slip (shop_id, month, run, person, grade, total, digest, progress) values (@shop, @month, @run, @person, @grade, @total, @digest, @progress)",
            ["shop", "month", "run", "person", "grade", "total", "digest", "progress"],
            [.. settled.Slips.Select(s => (object?[])[shop.Value, month, number, s.Person, s.Grade, s.Total.Value, DigestOf(s), progress.GetValueOrDefault(s.Person) is { } p ? Json(p) : null])], ct);
        await ManyRows.ExecuteAsync(c, t,
            "insert into pay_line (shop_id, month, run, person, place, code, amount, quantity, rate, rule, facts, words) values (@shop, @month, @run, @person, @place, @code, @amount, @quantity, @rate, @rule, @facts, @words)",
            ["shop", "month", "run", "person", "place", "code", "amount", "quantity", "rate", "rule", "facts", "words"],
            [.. settled.Slips.SelectMany(s => s.Lines.Select((l, place) => (object?[])[shop.Value, month, number, s.Person, place, l.Code, l.Amount.Value, l.Quantity, l.Rate, l.Rule, Json(l.Facts), l.Text]))], ct);
        foreach (var (table, column) in new[] { ("pay_line", "run"), ("pay_slip", "run"), ("pay_run", "number") })
        {
            await c.ExecuteAsync(t, $"delete from {table} where shop_id = @shop and month = @month and {column} <= @last", ct, ("shop", shop.Value), ("month", month), ("last", number - RunsKept));
        }

        return number;
    }

    public static async Task<StoredRun?> FindAsync(DbConnection c, DbTransaction? t, ShopId shop, YearMonth month, int number, CancellationToken ct) => (await c.ReadAllAsync(t,
        "select number, book_id, book, version, book_digest, facts_digest, as_of, asked_by, total, slips, decisions, legality from pay_run where shop_id = @shop and month = @month and number = @number",
        r => new StoredRun(r.GetInt32(0), new BookId(r.GetGuid(1)), new BookName(r.GetString(2), r.GetInt32(3), r.GetString(4)), r.GetString(5), Instant.FromUnixTimeMilliseconds(r.GetInt64(6)), r.IsDBNull(7) ? null : new PersonId(r.GetGuid(7)), new Fen(r.GetInt64(8)), r.GetInt32(9),
            Parse<List<PayDecision>>(r.GetString(10)), Parse<List<DoubtfulPay>>(r.GetString(11))), ct, ("shop", shop.Value), ("month", MonthText.Of(month)), ("number", number))).SingleOrDefault();

    /// <summary>In ordinal order of persons.</summary>
    public static async Task<IReadOnlyList<SlipHead>> SlipsAsync(DbConnection c, DbTransaction? t, ShopId shop, YearMonth month, int run, CancellationToken ct, string? person = null)
    {
        var rows = await c.ReadAllAsync(t, $"select person, grade, total, digest from pay_slip where shop_id = @shop and month = @month and run = @run{(person is null ? string.Empty : " and person = @person")} limit {MostSlips}",
            r => new SlipHead(r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), new Fen(r.GetInt64(2)), r.GetString(3)), ct, Of(shop, month, run, person));
        return [.. rows.OrderBy(s => s.Person, StringComparer.Ordinal)];
    }

    /// <summary>Lines of everybody, or of one person, in the order of the slips. Without facts where a table of amounts is enough.</summary>
    public static async Task<IReadOnlyList<StoredLine>> LinesAsync(DbConnection c, DbTransaction? t, ShopId shop, YearMonth month, int run, CancellationToken ct, string? person = null, bool withFacts = true)
    {
        var rows = await c.ReadAllAsync(t, $"select person, place, code, amount, quantity, rate, rule, {(withFacts ? "facts" : "'[]'")}, words from pay_line where shop_id = @shop and month = @month and run = @run{(person is null ? string.Empty : " and person = @person")}",
            r => new StoredLine(r.GetString(0), r.GetInt32(1), new SlipLine(r.GetString(2), new Fen(r.GetInt64(3)), r.IsDBNull(4) ? null : r.GetString(4), r.IsDBNull(5) ? null : r.GetString(5), r.GetString(6), Parse<List<string>>(r.GetString(7)), r.GetString(8))), ct, Of(shop, month, run, person));
        return [.. rows.OrderBy(l => l.Person, StringComparer.Ordinal).ThenBy(l => l.Place)];
    }

    public static async Task<PersonProgress?> ProgressAsync(DbConnection c, ShopId shop, YearMonth month, int run, string person, CancellationToken ct) => (await c.ReadAllAsync(null,
        "select progress from pay_slip where shop_id = @shop and month = @month and run = @run and person = @person",
        r => r.IsDBNull(0) ? null : Parse<PersonProgress>(r.GetString(0)), ct, Of(shop, month, run, person))).SingleOrDefault();

    /// <summary>The settlement as it was computed, so that it can be written as the command line writes it.</summary>
    public static async Task<Settlement?> SettlementAsync(DbConnection c, DbTransaction? t, ShopId shop, YearMonth month, int run, CancellationToken ct)
    {
        if (await FindAsync(c, t, shop, month, run, ct) is not { } stored)
        {
            return null;
        }

        var lines = (await LinesAsync(c, t, shop, month, run, ct)).ToLookup(l => l.Person, l => l.Line, StringComparer.Ordinal);
        var slips = (await SlipsAsync(c, t, shop, month, run, ct)).Select(s => new Slip(s.Person, s.Grade, [.. lines[s.Person]])).ToList();
        return new Settlement(month, stored.BookName.Book, stored.BookName.Version, stored.FactsDigest, slips, stored.Decisions, stored.Legality, []);
    }

    /// <summary>SHA-256 over all slips of a month, so that a closed month can be shown unchanged.</summary>
    public static string DigestOf(IEnumerable<SlipHead> slips) => Hash(string.Concat(slips.OrderBy(s => s.Person, StringComparer.Ordinal).Select(s => $"{s.Person}|{s.Grade}|{s.Total}|{s.Digest}\n")));

    public static string DigestOf(Slip slip) => DigestOf(slip.Lines);

    public static string DigestOf(IEnumerable<SlipLine> lines) => Hash(Json(lines.Select(l => new object?[] { l.Code, l.Amount.Value, l.Quantity, l.Rate, l.Rule, l.Facts, l.Text })));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static (string, object?)[] Of(ShopId shop, YearMonth month, int run, string? person) =>
        person is null ? [("shop", shop.Value), ("month", MonthText.Of(month)), ("run", run)] : [("shop", shop.Value), ("month", MonthText.Of(month)), ("run", run), ("person", person)];

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, HouseJson.Options);

    private static T Parse<T>(string text) => JsonSerializer.Deserialize<T>(text, HouseJson.Options)!;
}
