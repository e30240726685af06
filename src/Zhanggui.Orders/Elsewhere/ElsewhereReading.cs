using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Orders.Credits;
using Zhanggui.Orders.Orders;
using Zhanggui.Orders.Store;
using Zhanggui.People.Contracts;

namespace Zhanggui.Orders.Elsewhere;

/// <summary>Which rows of the comparison are asked for.</summary>
internal sealed record ComparisonFilter(ShopId Shop, string? Month, string? Verdict, string? Source);

/// <summary>Reads what other tools count beside what holds here.</summary>
internal sealed class ElsewhereReading(Database database, IPeople people)
{
    private const string Verdict =
        "case when o.order_id is null then 'no-order' when e.person_id is null then 'unknown-agent' when o.credit_basis is null then 'waiting' when o.credit_basis = 'undecided' then 'undecided' " +
        "when exists (select 1 from orders_share s where s.shop_id = e.shop_id and s.order_id = e.order_id and s.person_id = e.person_id) then 'shared' when o.credit_person = e.person_id then 'same' else 'differs' end";

    private const string Told = "from orders_elsewhere_order e left join orders_order o on o.shop_id = e.shop_id and o.order_id = e.order_id where e.shop_id = @shop";

    /// <summary>Whom we give an order that no report of the month names.</summary>
    private const string OursOnly = "from orders_order o where o.shop_id = @shop and o.credit_month = @month and o.credit_person is not null and not exists (select 1 from orders_elsewhere_order e where e.shop_id = o.shop_id and e.order_id = o.order_id)";

    /// <summary>Newest number first; <paramref name="after"/> is the last row of the page before.</summary>
    public async Task<IReadOnlyList<ComparedOrder>> ListAsync(ComparisonFilter filter, (string Order, string Line, string Source)? after, int limit, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var parameters = Parameters(filter);
        if (after is var (order, line, source))
        {
            parameters = [.. parameters, ("after_order", order), ("after_line", line), ("after_source", source)];
        }

        var rows = filter.Verdict == Verdicts.OursOnly
            ? await connection.ReadAllAsync(null,
                $"select o.order_id, '', null, null, null, null, null, o.credit_basis, o.credit_person, o.credit_month, o.paid, o.title, '{Verdicts.OursOnly}', null {OursOnly}" +
                (after is null ? string.Empty : " and o.order_id < @after_order") + $" order by o.order_id desc limit {limit}", Read, ct, parameters)
            : await connection.ReadAllAsync(null,
                "select * from (select e.order_id as order_id, e.line as line, e.source as source, e.account, e.person_id, e.counted_at, e.amount, o.credit_basis, o.credit_person, coalesce(e.month, o.credit_month) as month, o.paid, o.title, " +
                $"{Verdict} as verdict, (select i.file_name from orders_import i where i.id = e.changed_by_import) as file_name {Told}{Where(filter)}) x where true" +
                (filter.Verdict is null ? string.Empty : " and verdict = @verdict") + (after is null ? string.Empty : " and (order_id, line, source) < (@after_order, @after_line, @after_source)") +
                $" order by order_id desc, line desc, source desc limit {limit}", Read, ct, parameters);
        return await NamedAsync(connection, filter.Shop, rows, ct);
    }

    public async Task<long> WaitingAsync(ShopId shop, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await ToDecide.CountAsync(connection, null, shop, ct);
    }

    public async Task<IReadOnlyList<VerdictCount>> CountAsync(ComparisonFilter filter, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var counts = await connection.ReadAllAsync(null,
            $"select source, verdict, cast(count(*) as bigint), cast(coalesce(sum(amount), 0) as bigint) from (select e.source as source, e.amount as amount, {Verdict} as verdict {Told}{Where(filter)}) x group by source, verdict order by source, verdict",
            r => new VerdictCount(r.GetString(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3)), ct, Parameters(filter));
        return filter.Month is null || counts.Count == 0 ? counts
            : [.. counts, .. await connection.ReadAllAsync(null, $"select cast(count(*) as bigint), cast(coalesce(sum(o.credit_base), 0) as bigint) {OursOnly}", r => new VerdictCount(string.Empty, Verdicts.OursOnly, r.GetInt64(0), r.GetInt64(1)), ct, Parameters(filter))];
    }

    public async Task<IReadOnlyList<ToldView>> OfOrderAsync(DbConnection connection, (string, object?)[] key, CancellationToken ct)
    {
        var rows = await connection.ReadAllAsync(null,
            "select e.line, e.source, e.account, e.counted_at, e.amount, e.extra, e.person_id, i.file_name from orders_elsewhere_order e left join orders_import i on i.id = e.changed_by_import " +
            "where e.shop_id = @shop and e.order_id = @order order by e.source, e.line limit 100",
            r => (View: new ToldView(r.GetString(0), r.GetString(1), OrderRow.Text(r, 2), null, OrderRow.Time(r, 3), OrderRow.Number(r, 4), OrderRow.Text(r, 7), KeptCells.Read(OrderRow.Text(r, 5))),
                Person: r.IsDBNull(6) ? (PersonId?)null : new PersonId(r.GetGuid(6))), ct, key);
        var names = await people.FindManyAsync([.. rows.Select(r => r.Person).OfType<PersonId>().Distinct()], ct);
        return [.. rows.Select(r => r.Person is { } person ? r.View with { Name = names.GetValueOrDefault(person)?.Name } : r.View)];
    }

    private static string Where(ComparisonFilter filter) => (filter.Month is null ? string.Empty : " and e.month = @month") + (filter.Source is null ? string.Empty : " and e.source = @source");

    private static (string, object?)[] Parameters(ComparisonFilter filter) =>
        [.. new (string Name, object? Value)[] { ("shop", filter.Shop.Value), ("month", filter.Month), ("verdict", filter.Verdict), ("source", filter.Source) }.Where(p => p.Value is not null)];

    private async Task<IReadOnlyList<ComparedOrder>> NamedAsync(DbConnection connection, ShopId shop, IReadOnlyList<ComparedOrder> rows, CancellationToken ct)
    {
        var shares = await ShareReader.OfAsync(connection, shop, [.. rows.Select(r => r.OrderId).Distinct(StringComparer.Ordinal)], ct);
        var ids = rows.SelectMany(r => new[] { r.TheirPerson, r.OurPerson }).OfType<Guid>().Concat(shares.Values.SelectMany(s => s.Select(x => x.Person))).Distinct().Select(id => new PersonId(id)).Take(1000).ToList();
        var names = await people.FindManyAsync(ids, ct);
        string? Name(Guid? id) => id is { } person ? names.GetValueOrDefault(new PersonId(person))?.Name : null;
        return [.. rows.Select(r => r with { TheirName = Name(r.TheirPerson), OurName = shares.TryGetValue(r.OrderId, out var parts) ? string.Join("、", parts.Select(p => Name(p.Person))) : Name(r.OurPerson) })];
    }

    private static ComparedOrder Read(DbDataReader r) => new(
        r.GetString(0), r.GetString(1), OrderRow.Text(r, 2), OrderRow.Text(r, 3), Id(r, 4), null, OrderRow.Time(r, 5), OrderRow.Number(r, 6), OrderRow.Text(r, 7), Id(r, 8), null, OrderRow.Text(r, 9), OrderRow.Number(r, 10),
        OrderRow.Text(r, 11), r.GetString(12), OrderRow.Text(r, 13));

    private static Guid? Id(DbDataReader r, int at) => r.IsDBNull(at) ? null : r.GetGuid(at);
}
