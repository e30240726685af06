using System.Text.Json;
using NodaTime;
using Zhanggui.Facts;
using Zhanggui.Facts.Gathering;
using Zhanggui.Facts.Records;
using Zhanggui.Facts.Schema;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Http;
using Zhanggui.Kernel.Money;
using Zhanggui.People.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>
/// Lines of closed months, so that later facts are reckoned against what was paid, and what upheld objections give back. A month's own lines are not among its
/// facts: it would be shown and not computed.
/// </summary>
internal sealed class StoredPayFacts(Database database, IShops shops) : IFactsSource
{
    private const int MostCorrections = 50_000;

    public async Task GiveAsync(FactsWanted wanted, IFactsSink sink, CancellationToken ct)
    {
        if ((!wanted.Wants(FactsFiles.ClosedLines.Name) && !wanted.Wants(FactsFiles.Adjustments.Name)) || await shops.FindAsync(wanted.Shop, ct) is not { } shop)
        {
            return;
        }

        await using var connection = await database.OpenAsync(ct);
        if (wanted.Wants(FactsFiles.ClosedLines.Name))
        {
            var first = wanted.From.InZone(shop.TimeZone).Date.ToYearMonth();
            var closed = await connection.ReadAllAsync(null, "select month, run from pay_month where shop_id = @shop and closed_at is not null and month >= @first order by month limit 120",
                r => (Month: MonthText.Read(r.GetString(0))!.Value, Run: r.GetInt32(1)), ct, ("shop", wanted.Shop.Value), ("first", MonthText.Of(first)));
            var given = closed.Count == 0 ? null : await GivenAsync(connection, wanted, ct);
            foreach (var (month, run) in closed.Where(m => End(shop, m.Month) < wanted.To))
            {
                var stored = (await RunBook.FindAsync(connection, null, wanted.Shop, month, run, ct))!;
                foreach (var line in await RunBook.LinesAsync(connection, null, wanted.Shop, month, run, ct))
                {
                    sink.Add(FactsFiles.ClosedLines, new ClosedLineFact
                    {
                        Month = month,
                        Person = line.Person,
                        Line = line.Line.Code,
                        Code = line.Line.Code,
                        Amount = line.Line.Amount,
                        Rule = line.Line.Rule,
                        Book = stored.BookName.Book,
                        Version = stored.BookName.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        Facts = string.Join(' ', line.Line.Facts),
                        Replaces = ReplacedBy(line.Line.Code, given),
                    });
                }
            }
        }

        if (wanted.Wants(FactsFiles.Adjustments.Name))
        {
            var (from, to) = (wanted.From.InZone(shop.TimeZone).Date.ToYearMonth(), (wanted.To - Duration.Epsilon).InZone(shop.TimeZone).Date.ToYearMonth());
            var rows = await connection.ReadAllAsync(null, "select id, month, person_id, amount, reason, approved_by from pay_correction where shop_id = @shop and month >= @from and month <= @to",
                r => new AdjustmentFact { Id = r.GetGuid(0).ToString(), Period = r.GetString(1), Person = r.GetGuid(2).ToString(), Amount = new Fen(r.GetInt64(3)), Reason = r.GetString(4), ApprovedBy = r.GetGuid(5).ToString() }, ct,
                ("shop", wanted.Shop.Value), ("from", MonthText.Of(from)), ("to", MonthText.Of(to)));
            foreach (var row in rows)
            {
                sink.Add(FactsFiles.Adjustments, row);
            }
        }
    }

    /// <summary>The line that a correction is about, as <c>2026-08/late</c>: by its code, or by the objection that it comes from.</summary>
    private static string? ReplacedBy(string code, IReadOnlyDictionary<string, string>? given) =>
        code.Split(':', 3) is ["adjust", var month, var component] ? $"{month}/{component}"
        : code.Split(':', 2) is ["manual", var id] ? given?.GetValueOrDefault(id)
        : null;

    private static async Task<IReadOnlyDictionary<string, string>> GivenAsync(System.Data.Common.DbConnection connection, FactsWanted wanted, CancellationToken ct) =>
        (await connection.ReadAllAsync(null, $"select id, about_month, about_code from pay_correction where shop_id = @shop order by month limit {MostCorrections}", r => (Id: r.GetGuid(0).ToString(), Line: $"{r.GetString(1)}/{r.GetString(2)}"), ct,
            ("shop", wanted.Shop.Value))).ToDictionary(r => r.Id, r => r.Line, StringComparer.Ordinal);

    private static Instant End(ShopCard shop, YearMonth month) => month.PlusMonths(1).OnDayOfMonth(1).AtStartOfDayInZone(shop.TimeZone).ToInstant();
}
