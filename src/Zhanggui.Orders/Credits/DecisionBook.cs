using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Orders;

namespace Zhanggui.Orders.Credits;

/// <summary>
/// Keeps decisions. One that says what the last one said is not written again; one that says something else is a new row with the next number, and the old one
/// stays. In a closed month nothing changes any more: what would change is a row aside. So is what the rules would say of an order that a person has decided.
/// </summary>
internal sealed class DecisionBook(TimeProvider clock)
{
    private const string Columns = "order_id, basis, person_id, month, base_amount, book, book_version, sentence_zh, sentence_en, credits, losers";
    private static readonly string[] Names = ["id", "shop_id", "order_id", "number", "basis", "person_id", "doubt", "month", "base_amount", "book", "book_version", "sentence_zh", "sentence_en", "credits", "losers", "decided_at", "manual_id"];
    private static readonly string[] AsideNames = ["id", "shop_id", "order_id", "number", "cause", "basis", "person_id", "month", "base_amount", "book", "book_version", "sentence_zh", "sentence_en", "credits", "losers", "decided_at", "late_month"];

    public async Task StoreAsync(DbConnection c, DbTransaction t, ShopId shop, Judged judged, Instant now, CancellationToken ct)
    {
        var ids = judged.Standing.Keys.ToList();
        if (ids.Count == 0)
        {
            return;
        }

        await PeriodBook.TakeTurnAsync(c, t, shop, ct);
        var held = await LastAsync(c, t, "orders_decision", ", doubt", shop, ids, ct);
        var asides = await LastAsync(c, t, "orders_aside", ", null", shop, ids, ct);
        var closed = await PeriodBook.ClosedAsync(c, t, shop, ct);
        var manuals = await ManualBook.LatestAsync(c, t, shop, ids, ct);
        var (rows, marks, besides) = (new List<object?[]>(), new List<object?[]>(), new List<object?[]>());
        var hold = new Dictionary<string, StoredDecision?>(StringComparer.Ordinal);
        foreach (var (order, standing) in judged.Standing)
        {
            var manual = manuals.GetValueOrDefault(order);
            if (manual?.Id != judged.Manuals.GetValueOrDefault(order)?.Id)
            {
                continue; // somebody has decided meanwhile; that question is waiting
            }

            var said = StoredDecision.Of(standing);
            var before = held.GetValueOrDefault(order);
            var isClosed = IsIn(closed, before.Row?.Month) || (before.Row is null && IsIn(closed, said.Month)) || (before.Row is not null && before.Row.Month != said.Month && IsIn(closed, said.Month));
            var aside = isClosed ? said : manual is { Shares.Count: > 0 } ? StoredDecision.Of(judged.ByRules[order]) : null;
            var holds = isClosed ? before.Row : said;
            hold[order] = holds;
            if (!isClosed && before.Row?.SaysTheSame(said) != true)
            {
                rows.Add([NewId.Create(clock), shop.Value, order, before.Number + 1, said.Basis, said.Person, said.Doubt, said.Month, said.Base, said.Book, said.Version, said.Zh, said.En, said.Credits, said.Losers, now.ToUnixTimeMilliseconds(),
                    manual is { Shares.Count: > 0 } ? manual.Id : null]);
                var (silent, undecided) = said.Open();
                marks.Add([said.Basis, said.Person, said.Doubt, said.Month, said.Base, silent, undecided, shop.Value, order]);
            }

            if (aside is not null && IsNews(aside, holds, asides.GetValueOrDefault(order).Row))
            {
                besides.Add([NewId.Create(clock), shop.Value, order, asides.GetValueOrDefault(order).Number + 1, isClosed ? "closed" : "manual", aside.Basis, aside.Person, aside.Month, aside.Base, aside.Book, aside.Version, aside.Zh, aside.En,
                    aside.Credits, aside.Losers, now.ToUnixTimeMilliseconds(), !isClosed ? null : IsIn(closed, before.Row?.Month) ? before.Row!.Month : said.Month]);
            }
        }

        await InsertAsync(c, t, "orders_decision", Names, rows, ct);
        await InsertAsync(c, t, "orders_aside", AsideNames, besides, ct);
        await ShareAsync(c, t, shop, hold, ct);
        await ManyRows.ExecuteAsync(c, t, "update orders_order set credit_basis = @basis, credit_person = @person, credit_doubt = @doubt, credit_month = @month, credit_base = @base, credit_silent = @silent, credit_undecided = @undecided where shop_id = @shop and order_id = @order",
            ["basis", "person", "doubt", "month", "base", "silent", "undecided", "shop", "order"], marks, ct);
    }

    /// <summary>The parts of orders that several persons share, so that the list shows and finds all of them.</summary>
    private static async Task ShareAsync(DbConnection c, DbTransaction t, ShopId shop, Dictionary<string, StoredDecision?> hold, CancellationToken ct)
    {
        if (hold.Count == 0)
        {
            return;
        }

        var names = string.Join(", ", Enumerable.Range(0, hold.Count).Select(i => $"@o{i}"));
        await c.ExecuteAsync(t, $"delete from orders_share where shop_id = @shop and order_id in ({names})", ct, [("shop", shop.Value), .. hold.Keys.Select((o, i) => ($"o{i}", (object?)o))]);
        await ManyRows.ExecuteAsync(c, t, "insert into orders_share (shop_id, order_id, person_id, amount) values (@shop, @order, @person, @amount)", ["shop", "order", "person", "amount"],
            [.. hold.SelectMany(h => h.Value is { } row ? Shares(row).Select(s => (object?[])[shop.Value, h.Key, s.Person, s.Amount]) : [])], ct);
    }

    private static IReadOnlyList<(Guid Person, long Amount)> Shares(StoredDecision decision)
    {
        var persons = StoredDecision.Parts(decision).Where(p => Guid.TryParse(p.Person, out _)).GroupBy(p => Guid.Parse(p.Person!)).Select(g => (g.Key, g.Sum(p => p.Amount))).ToList();
        return persons.Count > 1 ? persons : [];
    }

    /// <summary>Who has the order now.</summary>
    public static async Task<Claims.Standing> StandingAsync(DbConnection c, DbTransaction t, ShopId shop, string order, CancellationToken ct)
    {
        var rows = await c.ReadAllAsync(t, "select number, credits from orders_decision where shop_id = @shop and order_id = @order order by number desc limit 1",
            r => (Number: r.GetInt32(0), Credits: r.GetString(1)), ct, ("shop", shop.Value), ("order", order));
        return rows.Count == 0 ? new Claims.Standing(0, []) : new Claims.Standing(rows[0].Number, StoredDecision.PersonsOf(rows[0].Credits));
    }

    /// <summary>What is set aside is news when it differs from what holds, or when it says so no longer.</summary>
    private static bool IsNews(StoredDecision aside, StoredDecision? holds, StoredDecision? last) =>
        last is null ? holds is null || !aside.GivesTheSame(holds) : !aside.GivesTheSame(last);

    private static bool IsIn(IReadOnlySet<string> closed, string? month) => month is not null && closed.Contains(month);

    private static Task InsertAsync(DbConnection c, DbTransaction t, string table, string[] names, List<object?[]> rows, CancellationToken ct) =>
        ManyRows.ExecuteAsync(c, t, $"insert into {table} ({string.Join(", ", names)}) values ({string.Join(", ", names.Select(n => "@" + n))})", names, rows, ct);

    private static async Task<IReadOnlyDictionary<string, (int Number, StoredDecision? Row)>> LastAsync(DbConnection c, DbTransaction t, string table, string doubt, ShopId shop, IReadOnlyList<string> ids, CancellationToken ct)
    {
        var names = string.Join(", ", Enumerable.Range(0, ids.Count).Select(i => $"@o{i}"));
        var rows = await c.ReadAllAsync(t, $"select number, {Columns}{doubt} from {table} where shop_id = @shop and order_id in ({names}) order by order_id, number",
            r => (Number: r.GetInt32(0), Row: Read(r)), ct, [("shop", shop.Value), .. ids.Select((o, i) => ($"o{i}", (object?)o))]);
        return rows.GroupBy(r => r.Row.Order, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (g.Last().Number, (StoredDecision?)g.Last().Row), StringComparer.Ordinal);
    }

    private static StoredDecision Read(DbDataReader r) => new(r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetGuid(3), OrderRow.Text(r, 12), OrderRow.Text(r, 4), r.GetInt64(5), r.GetString(6), r.GetInt32(7),
        r.GetString(8), r.GetString(9), r.GetString(10), r.GetString(11));
}
