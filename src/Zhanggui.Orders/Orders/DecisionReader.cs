using System.Data.Common;
using System.Text.Json;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Ids;
using Zhanggui.Kernel.Time;
using Zhanggui.Orders.Credits;
using Zhanggui.Orders.Rules;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Orders;

/// <summary>Reads what was decided about an order, what stands aside, and the rules that hold for it.</summary>
internal sealed class DecisionReader(IPeople people, CreditRules rules, TimeProvider clock)
{
    private const string Shown = "d.number, d.basis, d.sentence_zh, d.sentence_en, d.book, d.book_version, d.base_amount, d.credits, d.losers, d.decided_at";

    private sealed record Row(DecisionView View, IReadOnlyList<StoredCredit> Credits, IReadOnlyList<StoredLoser> Losers, PersonId? By);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<DecisionView>> DecisionsAsync(DbConnection connection, (string, object?)[] key, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(null,
            $"select {Shown}, d.doubt, m.decided_by, m.reason from orders_decision d left join orders_manual m on m.id = d.manual_id where d.shop_id = @shop and d.order_id = @order order by d.number desc limit 100",
            r => Read(r, isAside: false), ct, key);
        return await NamedAsync(rows, ct);
    }

    /// <summary>What the rules say now though it does not hold: a person has decided, or the month is closed. Null when they say what holds.</summary>
    public async Task<DecisionView?> AsideAsync(DbConnection connection, (string, object?)[] key, DecisionView? holds, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(null, $"select {Shown}, d.cause from orders_aside d where d.shop_id = @shop and d.order_id = @order order by d.number desc limit 1", r => Read(r, isAside: true), ct, key);
        if (rows.Count == 0 || (holds is not null && Parts(rows[0].Credits.Select(c => (c.Person, c.Basis, c.Amount))).SequenceEqual(Parts(holds.Credits.Select(c => (c.Person, c.Basis, c.Amount))), StringComparer.Ordinal)))
        {
            return null;
        }

        return (await NamedAsync(rows, ct))[0];
    }

    /// <summary>The rules in force for an order that was placed then.</summary>
    public async Task<RulesView> RulesAsync(ShopId shop, Instant placed, CancellationToken ct)
    {
        var inForce = (await rules.ForAsync(shop, [placed], clock.GetCurrentInstant(), ct))(string.Empty, placed);
        var lines = RuleText.Of(inForce.Rules);
        return new RulesView(inForce.Book, inForce.Version, [.. lines.Select(l => l.Zh)], [.. lines.Select(l => l.En)]);
    }

    private static IEnumerable<string> Parts(IEnumerable<(string? Person, string Basis, long Amount)> parts) =>
        parts.Select(p => $"{p.Person}|{(p.Person is null ? p.Basis : string.Empty)}|{p.Amount}").Order(StringComparer.Ordinal);

    private static Row Read(DbDataReader r, bool isAside) => new(
        new DecisionView(r.GetInt32(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5), r.GetInt64(6), [], [], Instant.FromUnixTimeMilliseconds(r.GetInt64(9)),
            isAside ? null : OrderRow.Text(r, 10), null, isAside ? null : OrderRow.Text(r, 12), isAside ? r.GetString(10) : null),
        JsonSerializer.Deserialize<List<StoredCredit>>(r.GetString(7), HouseJson.Options)!, JsonSerializer.Deserialize<List<StoredLoser>>(r.GetString(8), HouseJson.Options)!,
        isAside || r.IsDBNull(11) ? null : new PersonId(r.GetGuid(11)));

    private async Task<IReadOnlyList<DecisionView>> NamedAsync(IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var ids = rows.SelectMany(r => r.Credits.Select(c => c.Person).Concat(r.Losers.Select(l => l.Person))).Where(p => Guid.TryParse(p, out _)).Select(p => new PersonId(Guid.Parse(p!)))
            .Concat(rows.Select(r => r.By).OfType<PersonId>()).Distinct().Take(1000).ToList();
        var names = await people.FindManyAsync(ids, ct);
        string? NameOf(string? person) => Guid.TryParse(person, out var id) ? names.GetValueOrDefault(new PersonId(id))?.Name : person;
        return
        [
            .. rows.Select(r => r.View with
            {
                Credits = [.. r.Credits.Select(c => new DecisionPart(c.Person, NameOf(c.Person), c.Share, c.Basis, c.Amount, c.Number, c.At, c.MessageId))],
                Losers = [.. r.Losers.Select(l => new DecisionLoser(l.Person, NameOf(l.Person), l.Zh, l.En, l.At, l.IsAssist))],
                By = r.By is { } by ? names.GetValueOrDefault(by)?.Name : null,
            }),
        ];
    }
}
