using System.Data.Common;
using NodaTime;
using Zhanggui.Kernel.Db;
using Zhanggui.Kernel.Ids;
using Zhanggui.Pay.Contracts;
using Zhanggui.Rules.Contracts;

namespace Zhanggui.Pay.Months;

/// <summary>What a month waits for before it may be closed: by name, with what it is about.</summary>
internal sealed class MonthWaits(IPublishedBooks books, BookShown shown, IEnumerable<IMonthHold> holds)
{
    private const int MostSubjects = 100;

    /// <summary>Worth knowing and nothing to wait for: a setting that was published empty, and who could climb.</summary>
    private static readonly HashSet<string> NeverWaits = new(["empty_setting", "promotion", "promotion_candidate"], StringComparer.Ordinal);

    public static bool Waits(PayDecision decision) => !NeverWaits.Contains(decision.Kind);

    /// <summary>What other parts of the house say; asked before a transaction begins.</summary>
    public async Task<IReadOnlyList<MonthWait>> OthersAsync(OrganisationId organisation, ShopId shop, YearMonth month, StoredRun? run, CancellationToken ct)
    {
        var waits = new List<MonthWait>();
        foreach (var hold in holds)
        {
            waits.AddRange(await hold.OfAsync(shop, month, ct));
        }

        if (run is not null && await books.FindAsync(organisation, run.Book, ct) is { } book)
        {
            var signed = book.Signed.Select(Component).ToHashSet(StringComparer.Ordinal);
            var clauses = run.Legality.Where(l => !signed.Contains(l.Component)).ToList();
            if (clauses.Count > 0)
            {
                waits.Add(new MonthWait("clauses", clauses.Count, [.. clauses.Take(MostSubjects).Select(c => new WaitSubject($"pay:{c.Component}", null, $"{c.Clause}：{c.Ground}"))]));
            }
        }

        if (run is not null && await shown.OfAsync(organisation, shop, month, run, ct) is { } unseen)
        {
            waits.Add(unseen);
        }

        return waits;
    }

    /// <summary>What the room itself knows: open points of the settlement that nobody set aside, open objections, earlier months that are not closed.</summary>
    public static async Task<IReadOnlyList<MonthWait>> OwnAsync(DbConnection c, DbTransaction? t, ShopId shop, YearMonth month, StoredRun? run, CancellationToken ct)
    {
        var waits = new List<MonthWait>();
        var earlier = await c.ReadAllAsync(t, "select month from pay_month where shop_id = @shop and month < @month and closed_at is null and run is not null order by month limit 24", r => r.GetString(0), ct, ("shop", shop.Value), ("month", MonthText.Of(month)));
        if (earlier.Count > 0)
        {
            waits.Add(new MonthWait("earlier_month", earlier.Count, [.. earlier.Select(m => new WaitSubject($"month:{m}", null, m))]));
        }

        var objections = await c.ReadAllAsync(t,
            $"select o.id, o.person_id, o.reason from pay_objection o left join pay_objection_end e on e.objection_id = o.id where o.shop_id = @shop and o.month = @month and e.objection_id is null order by o.made_at limit {MostSubjects}",
            r => new WaitSubject($"objection:{r.GetGuid(0)}", r.GetGuid(1).ToString(), r.GetString(2)), ct, ("shop", shop.Value), ("month", MonthText.Of(month)));
        if (objections.Count > 0)
        {
            waits.Add(new MonthWait("objections", objections.Count, objections));
        }

        var aside = await AsideAsync(c, t, shop, month, ct);
        waits.AddRange(from decision in run?.Decisions ?? []
                       where Waits(decision) && !aside.ContainsKey((decision.Kind, decision.Subject))
                       group decision by decision.Kind into kind
                       orderby kind.Key
                       select new MonthWait(kind.Key, kind.Count(), [.. kind.Take(MostSubjects).Select(d => new WaitSubject(d.Subject, d.Person, d.Text))]));
        return waits;
    }

    public static async Task<IReadOnlyDictionary<(string Kind, string Subject), string>> AsideAsync(DbConnection c, DbTransaction? t, ShopId shop, YearMonth month, CancellationToken ct) =>
        (await c.ReadAllAsync(t, "select kind, subject, reason from pay_aside where shop_id = @shop and month = @month", r => (Kind: r.GetString(0), Subject: r.GetString(1), Reason: r.GetString(2)), ct,
            ("shop", shop.Value), ("month", MonthText.Of(month)))).ToDictionary(a => (a.Kind, a.Subject), a => a.Reason);

    /// <summary>The component of a path such as <c>pay.penalties.late.amount</c>.</summary>
    private static string Component(string path) => path.Split('.') is [_, _, var id, ..] ? id : path;
}
