using NodaTime;
using Zhanggui.Facts.Records;
using Zhanggui.Orders.Contracts;

namespace Zhanggui.Tests.Pay;

/// <summary>
/// A second, plain reading of the mural shop's book and of the wage article: loops over raw facts in fen and nothing of the room. Only
/// who earned an order is asked of the attribution.
/// </summary>
internal sealed class NaivePay(FactSet facts, IReadOnlyList<AttributionRow> credits)
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private readonly YearMonth month = PayTale.October;
    private List<(string Person, YearMonth Month, long Amount)>? taken;

    /// <summary>"person code" to fen.</summary>
    public SortedDictionary<string, long> Mural()
    {
        var lines = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var person in Workers(agentsOnly: false))
        {
            var basePay = Base(person, new() { ["junior"] = 150_000, ["mid-level"] = 180_000, ["senior"] = 220_000, ["customer-manager"] = 270_000 });
            var sold = credits.Where(c => c.Person == person && c.Month == month).Sum(c => c.Amount.Value);
            var removed = (taken ??= [.. Removals()]).Where(r => r.Person == person && r.Month == month).Sum(r => r.Amount);
            var score = facts.Scores.Where(s => s.Person == person && s.Kind == "team_score" && s.Period == "2026-10").Select(s => (long?)s.Value).FirstOrDefault() ?? 100;
            Put(person, "base", basePay);
            Put(person, "commission", Round(Math.Max(0, sold - removed) * 5, 1000));
            Put(person, "team_score", Round((basePay ?? 0) * score, 1000));
            Put(person, "attendance", OnLeave(person) ? 0 : 10_000);
            Put(person, "living", 20_000);
            foreach (var kind in new[] { ("list_late", 2000), ("not_verified", 2000), ("note_not_as_required", 2000), ("not_followed_up", 3000), ("change_not_reported", 5000), ("offline_on_shift", 20_000) })
            {
                var own = Decided(person, kind.Item1);
                Put(person, kind.Item1, own.Count == 0 ? null : -own.Count(i => !IsExempt(i)) * kind.Item2);
            }

            Put(person, "late", Late(person));
            ContentErrors(person, Put);
            Put(person, "change_not_reported_loss", Minus(Decided(person, "change_not_reported").Sum(i => i.Loss?.Value ?? 0)));
            Put(person, "other_error", null);
            var set = facts.Incidents.Where(i => i.Person == person && i.Kind == "other_error" && i.DecidedBy is not null && In(i.At) && i.Value is not null).ToList();
            Put(person, "other_error", set.Count == 0 ? null : -set.Sum(i => (long)(i.Value!.Value * 100)));
            Put(person, "bad_review", Reviews(person));
            Guard(person, lines);
        }

        return lines;

        void Put(string person, string code, long? fen)
        {
            if (fen is { } amount)
            {
                lines[$"{person} {code}"] = amount;
            }
        }
    }

    /// <summary>Base 2000 for everybody, 0.5 % own, 0.5 % of silent orders by headcount, costs above 200.</summary>
    public SortedDictionary<string, long> Wages()
    {
        var lines = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var agents = Workers(agentsOnly: true);
        var pool = Round(credits.Where(c => c.Month == month && c.Basis is "silent" or "silent-pool" && c.Month == month).Sum(c => c.Amount.Value) * 5, 1000);
        foreach (var person in Workers(agentsOnly: false))
        {
            lines[$"{person} base"] = Base(person, new() { ["*"] = 200_000 })!.Value;
            lines[$"{person} commission"] = Round(credits.Where(c => c.Person == person && c.Month == month).Sum(c => c.Amount.Value) * 5, 1000);
            if (agents.IndexOf(person) is >= 0 and var at)
            {
                lines[$"{person} silent_commission"] = (pool / agents.Count) + (at < pool % agents.Count ? 1 : 0);
            }

            var cost = facts.Costs.Where(c => c.Person == person && c.Responsible == "agent" && c.DecidedBy is not null && In(c.At)).Sum(c => c.Amount!.Value.Value);
            if (cost > 20_000)
            {
                lines[$"{person} after_sales_cost"] = -(cost - 20_000);
            }

            Guard(person, lines);
        }

        return lines;
    }

    private List<string> Workers(bool agentsOnly)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in facts.People)
        {
            foreach (var day in Days())
            {
                if ((row.Role == "agent" || (!agentsOnly && row.Role == "leader")) && Works(row, day))
                {
                    found.Add(row.Person);
                }
            }
        }

        return [.. found];
    }

    private long? Base(string person, Dictionary<string, long> grades)
    {
        var (sum, any) = (0L, false);
        foreach (var day in Days())
        {
            foreach (var row in facts.People)
            {
                if (row.Person == person && Works(row, day) && (grades.TryGetValue(row.Grade ?? string.Empty, out var monthly) || grades.TryGetValue("*", out monthly)))
                {
                    (sum, any) = (sum + monthly, true);
                }
            }
        }

        return any ? Round(sum, 31) : null;
    }

    private IEnumerable<(string Person, YearMonth Month, long Amount)> Removals()
    {
        var owners = credits.ToDictionary(c => c.OrderId, StringComparer.Ordinal);
        foreach (var order in facts.Orders)
        {
            var credit = owners.GetValueOrDefault(order.OrderId);
            if (credit?.Month is not { } sold)
            {
                continue;
            }

            var claims = new List<(Instant At, string Subject, long? Amount, string? Person)>();
            foreach (var refund in facts.Refunds)
            {
                if (refund.OrderId == order.OrderId && refund.SucceededAt is { } at && refund.DecidedBy is not null && refund.Responsible is "buyer" or "agent" or "team" && refund.OrderId == order.OrderId && refund.SucceededAt is not null && refund.DecidedBy is not null)
                {
                    claims.Add((refund.SucceededAt.Value, "refunds:" + refund.RefundId, refund.Amount?.Value ?? 0, null));
                }
            }

            foreach (var review in facts.Reviews)
            {
                if (review.OrderId == order.OrderId && review.Rating is "bad" or "neutral" && review.OrderId == order.OrderId && review.Cause == "agent" && review.DecidedBy is not null)
                {
                    claims.Add((review.At, "reviews:" + review.OrderId, null, null));
                }
            }

            foreach (var incident in facts.Incidents)
            {
                if (incident.OrderId == order.OrderId && incident.DecidedBy is not null && incident.Kind is "list_late" or "not_verified" or "note_not_as_required" or "change_not_reported" or "not_followed_up" && incident.OrderId == order.OrderId && incident.DecidedBy is not null && !IsExempt(incident))
                {
                    claims.Add((incident.At, "incidents:" + incident.Id, null, incident.Person));
                }
            }

            var left = credit.Amount.Value;
            foreach (var claim in claims.OrderBy(c => c.At).ThenBy(c => c.Subject, StringComparer.Ordinal))
            {
                if (claim.Person is not null && claim.Person != credit.Person)
                {
                    continue;
                }

                var part = Math.Min(left, claim.Amount ?? left);
                left -= part;
                if (part > 0 && credit.Person is { } person)
                {
                    var when = claim.At.InZone(Zone).Date.ToYearMonth();
                    yield return (person, when.CompareTo(sold) > 0 ? when : sold, part);
                }
            }
        }
    }

    private List<IncidentFact> Decided(string person, string kind) => [.. facts.Incidents.Where(i => i.Person == person && i.Kind == kind && i.DecidedBy is not null && In(i.At)).OrderBy(i => i.At).ThenBy(i => i.Id, StringComparer.Ordinal)];

    private bool IsExempt(IncidentFact incident) => incident.ExemptionRefused is null && incident.Kind switch
    {
        "not_followed_up" => facts.OrderEvents.Any(e => e.Event == "chased_internal" && e.OrderId == incident.OrderId && e.At <= incident.At),
        "offline_on_shift" => facts.Leave.Any(l => l.Person == incident.Person && l.From <= incident.At && (l.To is null || incident.At < l.To)),
        _ => false,
    };

    private long? Late(string person)
    {
        var (free, amount, any) = (0, 0L, false);
        foreach (var incident in Decided(person, "late"))
        {
            var local = incident.At.InZone(Zone).LocalDateTime;
            var shift = facts.Roster.Where(r => r.Person == person && r.Date == local.Date).OrderBy(r => r.Start).ToList() is { Count: > 0 } shifts
                ? shifts.FirstOrDefault(s => s.Start <= local.TimeOfDay && (s.End < s.Start || local.TimeOfDay < s.End)) ?? shifts[0] : null;
            if (facts.Roster.FirstOrDefault(r => r.Person == person && r.Date == local.Date.PlusDays(-1) && r.End < r.Start && local.TimeOfDay < r.End) is { } night)
            {
                shift = night;
            }

            if (shift is not null && (shift.Place != "office" || shift.End < shift.Start))
            {
                any = true;
                continue;
            }

            if (incident.Value is not { } minutes)
            {
                continue;
            }

            any = true;
            if (minutes <= 10 && free < 2)
            {
                free++;
            }
            else
            {
                amount -= 2000;
            }
        }

        return any ? amount : null;
    }

    private void ContentErrors(string person, Action<string, string, long?> put)
    {
        var own = Decided(person, "content_error").Where(i => i.Stage is not null).ToList();
        var (fine, loss, fined) = (0L, 0L, false);
        foreach (var incident in own)
        {
            if (incident.Stage is "at_factory" or "loss" && incident.Loss?.Value > 50_000)
            {
                loss += incident.Loss!.Value.Value;
                continue;
            }

            (fine, fined) = (fine + (incident.Stage == "before_production" ? 2000 : 5000), true);
        }

        put(person, "content_error", fined ? -fine : null);
        put(person, "content_error_loss", Minus(loss));
    }

    private long? Reviews(string person)
    {
        var own = facts.Reviews.Where(r => r.Rating is "bad" or "neutral" && r.Cause == "agent" && r.DecidedBy is not null && In(r.At) && credits.Any(c => c.OrderId == r.OrderId && c.Person == person)).ToList();
        return own.Count == 0 ? null : -own.Count(r => r.ChangedTo != "good") * 10_000;
    }

    private bool OnLeave(string person) => facts.Leave.Any(l => l.Person == person && l.Kind is "personal" or "sick" && l.Person == person
        && Days().Any(d => facts.People.Any(p => p.Person == person && Works(p, d)) && l.From < Zone.AtStartOfDay(d.PlusDays(1)).ToInstant() && (l.To is null || l.To > Zone.AtStartOfDay(d).ToInstant())))
        || facts.Incidents.Any(i => i.Person == person && i.Kind == "absent" && i.DecidedBy is not null && In(i.At));

    private static void Guard(string person, SortedDictionary<string, long> lines)
    {
        var (gross, loss) = (0L, 0L);
        foreach (var (key, amount) in lines.Where(l => l.Key.StartsWith(person + " ", StringComparison.Ordinal)))
        {
            var code = key[(person.Length + 1)..];
            loss -= code.EndsWith("_loss", StringComparison.Ordinal) || code == "after_sales_cost" ? amount : 0;
            gross += amount > 0 ? amount : 0;
        }

        if (loss > Round(gross, 5))
        {
            lines[$"{person} guard"] = loss - Round(gross, 5);
        }
    }

    private static bool Works(PersonFact row, LocalDate day) => (row.From is null || row.From <= day) && (row.To is null || day < row.To) && (row.HiredOn is null || row.HiredOn <= day) && (row.LeftOn is null || day < row.LeftOn);

    private static IEnumerable<LocalDate> Days() => Enumerable.Range(1, 31).Select(d => new LocalDate(2026, 10, d));

    private bool In(Instant at) => at.InZone(Zone).Date.ToYearMonth() == month;

    private static long? Minus(long amount) => amount == 0 ? null : -amount;

    private static long Round(long numerator, long denominator) => ((Math.Abs(numerator) * 2) + denominator) / (denominator * 2) * Math.Sign(numerator);
}
