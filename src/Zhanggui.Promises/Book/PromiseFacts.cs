using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Promises.Contracts;
using Zhanggui.Shop.Contracts;

namespace Zhanggui.Promises.Book;

/// <summary>
/// Promises to buyers as rows of the facts folder, and chases of an order as its events <c>chased_internal</c>: the record that frees from
/// liability (ORD-31). A person is an account under the person's own id. Urge tasks between colleagues are no promises to a buyer.
/// </summary>
internal sealed class PromiseFacts(Database database, IBuyers buyers) : IFactsSource
{
    private const string Chased = "chased-";

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        (string, object?)[] parameters = [("shop", wanted.Shop.Value), ("from", wanted.From.ToUnixTimeMilliseconds()), ("to", wanted.To.ToUnixTimeMilliseconds())];
        if (wanted.Wants(FactsFiles.Promises.Name))
        {
            var rows = await connection.ReadAllAsync(null,
                "select id, made_at, owner, buyer_id, order_id, conversation_id, seq, what, due_at, ended_at, state from promises_promise where shop_id = @shop and made_at < @to and (ended_at is null or ended_at >= @from or due_at >= @from) and is_urge = 0 order by made_at, id",
                r => new PromiseFact
                {
                    Id = r.GetGuid(0).ToString(),
                    At = Instant.FromUnixTimeMilliseconds(r.GetInt64(1)),
                    Person = r.GetGuid(2).ToString(),
                    Buyer = r.IsDBNull(3) ? null : r.GetGuid(3).ToString(),
                    OrderId = r.IsDBNull(4) ? null : r.GetString(4),
                    MessageId = r.IsDBNull(5) || r.IsDBNull(6) ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{r.GetGuid(5)}-{r.GetInt64(6):D6}"),
                    What = r.GetString(7),
                    DueAt = Instant.FromUnixTimeMilliseconds(r.GetInt64(8)),
                    EndedAt = r.IsDBNull(9) ? null : Instant.FromUnixTimeMilliseconds(r.GetInt64(9)),
                    Outcome = Enum.Parse<PromiseState>(r.GetString(10)) is var state && state == PromiseState.Open ? null : state.ToString().ToLowerInvariant(),
                }, ct, parameters);

            // The same names as in messages and orders: a platform's where it is proven, else the record's id.
            var names = await buyers.ProvenNamesAsync([.. rows.Where(r => r.Buyer is not null).Select(r => new BuyerId(Guid.Parse(r.Buyer!))).Distinct()], ct);
            foreach (var row in rows)
            {
                var promise = row.Buyer is { } id && names.GetValueOrDefault(new BuyerId(Guid.Parse(id))) is { } name ? row with { Buyer = name } : row;
                if ((wanted.Buyers is not { } only || promise.Buyer is null || only.Contains(promise.Buyer)) && (wanted.Orders is not { } orders || (promise.OrderId is { } order && orders.Contains(order))))
                {
                    sink.Add(FactsFiles.Promises, promise);
                }
            }
        }

        if (wanted.Wants(FactsFiles.OrderEvents.Name))
        {
            foreach (var chase in await connection.ReadAllAsync(null,
                "select a.id, p.order_id, a.at, a.person_id, a.act from promises_promise p join promises_act a on a.promise_id = p.id where p.shop_id = @shop and p.order_id is not null and p.chased > 0 and a.at >= @from and a.at < @to and a.act in ('chased-message', 'chased-phone') order by a.at, a.id",
                r => new OrderEventFact
                {
                    Id = r.GetGuid(0).ToString(),
                    OrderId = r.GetString(1),
                    At = Instant.FromUnixTimeMilliseconds(r.GetInt64(2)),
                    Account = r.IsDBNull(3) ? null : r.GetGuid(3).ToString(),
                    Event = "chased_internal",
                    Detail = r.GetString(4)[Chased.Length..],
                }, ct, parameters))
            {
                if (wanted.Orders is not { } orders || orders.Contains(chase.OrderId))
                {
                    sink.Add(FactsFiles.OrderEvents, chase);
                }
            }
        }
    }
}
