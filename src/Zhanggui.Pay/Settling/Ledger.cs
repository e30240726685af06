using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Kernel.Money;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Pay.Settling;

/// <summary>A credited part of an order.</summary>
internal readonly record struct Sale(string OrderId, LocalDate? Day, Fen Amount);

/// <summary>A part of an order that left the commission base.</summary>
internal readonly record struct Removal(string OrderId, LocalDate? Day, Fen Amount, string Subject, string Because);

/// <summary>A refund or cost of one person, with the order that says whose it is.</summary>
internal readonly record struct Taken(string Subject, string? OrderId, Fen Amount)
{
    public IEnumerable<string> Facts => OrderId is null ? [Subject] : [Subject, $"orders:{OrderId}"];
}

/// <summary>What one person (or nobody) sold in a month, and what left it again.</summary>
internal sealed class SalesMonth
{
    private string[]? orders;

    public List<Sale> Sales { get; } = [];

    public List<Removal> Removals { get; } = [];

    public Fen Sold { get; private set; }

    public Fen Removed { get; private set; }

    /// <summary>Never below zero: a condition lowers the variable part and nothing else.</summary>
    public Fen Base => Removed > Sold ? Fen.Zero : Sold - Removed;

    public void Add(Sale sale)
    {
        Sales.Add(sale);
        Sold += sale.Amount;
    }

    public void Add(Removal removal)
    {
        Removals.Add(removal);
        Removed += removal.Amount;
    }

    /// <summary>Distinct orders as facts, in ordinal order.</summary>
    public IReadOnlyList<string> OrderFacts => orders ??= Ordered();

    /// <summary>Credits come in the order of their orders already, so there is mostly nothing to sort.</summary>
    private string[] Ordered()
    {
        var facts = new List<string>(Sales.Count);
        var (last, isInOrder) = (string.Empty, true);
        foreach (var sale in Sales)
        {
            var order = string.CompareOrdinal(last, sale.OrderId);
            isInOrder = isInOrder && order <= 0;
            if (order != 0)
            {
                facts.Add("orders:" + sale.OrderId);
            }

            last = sale.OrderId;
        }

        return isInOrder ? [.. facts] : [.. facts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}

/// <summary>Sales by person and month, from the credits; every order is removed once, in the order of time, whatever the cause.</summary>
internal sealed class Ledger
{
    private static readonly SalesMonth Nothing = new();
    private readonly Dictionary<(string, YearMonth), SalesMonth> own = [];
    private readonly Dictionary<YearMonth, SalesMonth> silent = [];
    private readonly Dictionary<YearMonth, Fen> shop = [];
    private readonly Dictionary<YearMonth, (Fen Sold, Fen Base)> credited = [];
    private readonly Dictionary<YearMonth, List<string>> undecided = [];
    private readonly Dictionary<(string, YearMonth), List<Taken>> refunds = [];
    private readonly Dictionary<(string, YearMonth), List<Taken>> costs = [];

    public Ledger(FactSet facts, CreditReport credits, IReadOnlyList<Occurrence> occurrences, DateTimeZone zone)
    {
        foreach (var credit in credits.Credits)
        {
            Enter(credit);
        }

        var claims = Claims(credits, occurrences);
        var wanted = facts.Refunds.Where(r => r.SucceededAt is not null).Select(r => r.OrderId).Concat(facts.Costs.Select(c => c.OrderId).OfType<string>()).Concat(claims.Keys).ToHashSet(StringComparer.Ordinal);
        var byOrder = credits.Credits.Where(c => wanted.Contains(c.OrderId)).ToLookup(c => c.OrderId, StringComparer.Ordinal);
        foreach (var (order, list) in claims)
        {
            Remove([.. byOrder[order]], list);
        }

        EnterRefunds(facts, byOrder, zone);
        EnterCosts(facts, byOrder, zone);
        foreach (var ((_, month), sales) in own)
        {
            var (sold, based) = credited.GetValueOrDefault(month);
            credited[month] = (sold + sales.Sold, based + sales.Base);
        }

        Sellers = own.Keys.ToLookup(k => k.Item2, k => k.Item1);
        Months = [.. own.Keys.Select(k => k.Item2).Concat(shop.Keys).Distinct().Order()];
    }

    /// <summary>Who has sales or removals in a month.</summary>
    public ILookup<YearMonth, string> Sellers { get; }

    /// <summary>Credited sales and commission bases of everybody.</summary>
    public (Fen Sold, Fen Base) Credited(YearMonth month) => credited.GetValueOrDefault(month);

    /// <summary>Months that anything was sold in.</summary>
    public IReadOnlyList<YearMonth> Months { get; }

    public SalesMonth Own(string person, YearMonth month) => own.GetValueOrDefault((person, month), Nothing);

    public SalesMonth Silent(YearMonth month) => silent.GetValueOrDefault(month, Nothing);

    public Fen Shop(YearMonth month) => shop.GetValueOrDefault(month);

    /// <summary>Orders that nobody has decided; they block the close.</summary>
    public IReadOnlyList<string> Undecided(YearMonth month) => undecided.GetValueOrDefault(month, []);

    public IReadOnlyList<Taken> Refunds(string person, YearMonth month) => refunds.GetValueOrDefault((person, month), []);

    public IReadOnlyList<Taken> Costs(string person, YearMonth month) => costs.GetValueOrDefault((person, month), []);

    private sealed record Claim(Instant At, YearMonth Month, string Subject, Fen? Amount, string? Person, string Because);

    private void Enter(CreditRow credit)
    {
        if (credit.Month is not { } month)
        {
            return;
        }

        shop[month] = shop.GetValueOrDefault(month) + credit.Amount;
        var sale = new Sale(credit.OrderId, credit.PaidOn, credit.Amount);
        if (credit.Person is { } person)
        {
            Of(own, (person, month)).Add(sale);
        }
        else if (credit.Basis is "silent" or "silent-pool")
        {
            Of(silent, month).Add(sale);
        }
        else
        {
            Of(undecided, month).Add(credit.OrderId);
        }
    }

    private static SortedDictionary<string, List<Claim>> Claims(CreditReport credits, IReadOnlyList<Occurrence> occurrences)
    {
        var claims = new SortedDictionary<string, List<Claim>>(StringComparer.Ordinal);
        foreach (var removal in credits.Removals)
        {
            Add(removal.OrderId, new Claim(removal.At, removal.Month, removal.Subject, removal.Amount, null, removal.Because.Zh));
        }

        foreach (var made in occurrences.Where(o => o.RemovesOrder))
        {
            Add(made.OrderId!, new Claim(made.At, made.Month, made.Subject, null, made.Person, made.Rule.Name));
        }

        return claims;

        void Add(string order, Claim claim)
        {
            if (!claims.TryGetValue(order, out var list))
            {
                claims[order] = list = [];
            }

            list.Add(claim);
        }
    }

    /// <summary>A mistake takes out the part of whoever made it; a refund or review takes from all parts by their amounts.</summary>
    private void Remove(List<CreditRow> rows, List<Claim> claims)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var left = rows.Select(r => r.Amount).ToArray();
        foreach (var claim in claims.OrderBy(c => c.At).ThenBy(c => c.Subject, StringComparer.Ordinal))
        {
            var parts = claim.Amount is { } amount ? amount.Split([.. rows.Select(r => Math.Max(0, r.Amount.Value))]) : null;
            for (var i = 0; i < rows.Count; i++)
            {
                var part = parts is null ? (rows[i].Person == claim.Person ? left[i] : Fen.Zero) : parts[i] < left[i] ? parts[i] : left[i];
                if (part > Fen.Zero && rows[i].Month is { } counted)
                {
                    left[i] -= part;
                    var month = claim.Month.CompareTo(counted) > 0 ? claim.Month : counted;
                    var removal = new Removal(rows[i].OrderId, rows[i].PaidOn, part, claim.Subject, claim.Because);
                    if (rows[i].Person is { } person)
                    {
                        Of(own, (person, month)).Add(removal);
                    }
                    else if (rows[i].Basis is "silent" or "silent-pool")
                    {
                        Of(silent, month).Add(removal);
                    }
                }
            }
        }
    }

    private void EnterRefunds(FactSet facts, ILookup<string, CreditRow> byOrder, DateTimeZone zone)
    {
        foreach (var refund in facts.Refunds.Where(r => r is { SucceededAt: not null, Amount: not null }).DistinctBy(r => r.RefundId).OrderBy(r => r.RefundId, StringComparer.Ordinal))
        {
            var rows = byOrder[refund.OrderId].ToList();
            if (rows.Count == 0)
            {
                continue;
            }

            var month = refund.SucceededAt!.Value.InZone(zone).Date.ToYearMonth();
            var parts = refund.Amount!.Value.Split([.. rows.Select(r => Math.Max(0, r.Amount.Value))]);
            for (var i = 0; i < rows.Count; i++)
            {
                if (rows[i].Person is { } person)
                {
                    Of(refunds, (person, month)).Add(new Taken($"refunds:{refund.RefundId}", refund.OrderId, parts[i]));
                }
            }
        }
    }

    /// <summary>After-sales costs that a person decided an agent caused.</summary>
    private void EnterCosts(FactSet facts, ILookup<string, CreditRow> byOrder, DateTimeZone zone)
    {
        foreach (var cost in facts.Costs.Where(c => c is { Responsible: Staffing.Agent, Amount: not null } && !string.IsNullOrEmpty(c.DecidedBy)).DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal))
        {
            var owners = string.IsNullOrEmpty(cost.Person) && cost.OrderId is { } order ? byOrder[order].Select(c => c.Person).Distinct(StringComparer.Ordinal).ToList() : [cost.Person];
            if (owners is [{ Length: > 0 } person])
            {
                Of(costs, (person, cost.At.InZone(zone).Date.ToYearMonth())).Add(new Taken($"costs:{cost.Id}", string.IsNullOrEmpty(cost.Person) ? cost.OrderId : null, cost.Amount!.Value));
            }
        }
    }

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!dictionary.TryGetValue(key, out var value))
        {
            dictionary[key] = value = new TValue();
        }

        return value;
    }
}
